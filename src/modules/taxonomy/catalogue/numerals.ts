const DIGITS = '零一二三四五六七八九';

/** 1 → 一 … 99 → 九十九. */
export function toHan(n: number): string {
  if (n < 10) return DIGITS.charAt(n);
  const tens = n < 20 ? '十' : `${DIGITS.charAt(Math.floor(n / 10))}十`;
  return n % 10 === 0 ? tens : tens + DIGITS.charAt(n % 10);
}

/** 三, 十二, 二十六 or 12 → the number; null when the text is no number below 100. */
export function fromNumeral(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const parts = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!text || !parts) return null;
  const [, high, ten, low] = parts;
  if (!ten) return high && !low ? DIGITS.indexOf(high) : null;
  return (high ? DIGITS.indexOf(high) : 1) * 10 + (low ? DIGITS.indexOf(low) : 0);
}
