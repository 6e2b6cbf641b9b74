import { fromNumeral, toHan } from './numerals.js';

describe('numerals', () => {
  it('reads back every number that it writes', () => {
    for (let n = 1; n < 100; n++) {
      expect(fromNumeral(toHan(n))).toBe(n);
      expect(fromNumeral(String(n))).toBe(n);
    }
  });

  it.each(['', '三三', '百', '第', 'x', '123', '十十'])('takes %p for no number', (text) => {
    expect(fromNumeral(text)).toBeNull();
  });
});
