import { printable } from './printable.js';

describe('HTML for fonts that lack something', () => {
  const lacks = new Set([...'⁵₂ạ😀≮﹤\u200d\ufe0f']);
  const has = (code: number) => !lacks.has(String.fromCodePoint(code));

  it('writes it another way, marks what has none, and leaves everything else as it is', () => {
    expect(printable('<p>二次函数 é</p>', has)).toBe('<p>二次函数 é</p>');
    expect(printable('x⁵ H₂O Tại', has)).toBe('x<sup>5</sup> H<sub>2</sub>O Tai');
    expect(printable('好😀', has)).toBe('好〓');
    expect(printable('👍\u200d\ufe0f', has)).toBe('👍');
  });

  it('makes no tag of what only looks like one', () => {
    expect(printable('﹤script﹥', has)).toBe('〓script﹥');
    expect(printable('≮', has)).toBe('〓');
  });
});
