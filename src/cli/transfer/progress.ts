import { say, type Text } from '../words.js';

const WIDTH = 24;
const EVERY_MS = 100;

/** How far a long command has got: a bar for people, a line at the end of each stage for logs. */
export class Progress {
  private shownAt = 0;

  /** `done` of `total`, which may be estimates. */
  show(what: Text, done: number, total: number, unit: (n: number) => string = String): void {
    if (!process.stdout.isTTY || Date.now() - this.shownAt < EVERY_MS) return;
    this.shownAt = Date.now();
    const share = total > 0 ? Math.min(1, done / total) : 1;
    const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
    const percent = String(Math.floor(share * 100)).padStart(3);
    process.stdout.write(`\r\x1b[K${bar} ${percent}%  ${say(what)} ${unit(done)} / ${unit(total)}`);
  }

  /** Replaces the bar by a line that stays. */
  line(text: Text): void {
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
    console.log(say(text));
  }
}

/** Bytes for people. */
export function amount(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let power = 0;
  while (bytes >= 1024 ** (power + 1) && power < units.length - 1) power += 1;
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]!}`;
}
