/** China has one time, wherever a server or a browser stands. */
const ZONE = 'Asia/Shanghai';
const MINUTE = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });

/** What a watermark says: who is reading, and when, to the minute: `王小明 2026-11-26 15:47`. */
export function watermarkText(reader: string, at: number): string {
  return `${reader} ${MINUTE.format(at)}`;
}
