import fc from 'fast-check';
import { compose, fold } from './fold.js';

describe('fold', () => {
  it.each([
    ['ÉCOLE', 'ecole'],
    ['ＡＢＣ１２３，', 'abc123,'],
    ['證明學習', '证明学习'],
    ['한국 がぎ', '한국 がぎ'],
    ['①½', '11'],
    ['a\u0000b', 'a b'],
  ])('makes %j into %j', (text, expected) => {
    expect(fold(compose(text))).toBe(expected);
  });

  it('keeps the length, so that places stay places, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
        const text = compose(raw);
        expect(fold(text)).toHaveLength(text.length);
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});
