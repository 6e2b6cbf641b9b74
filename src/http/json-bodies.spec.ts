import fc from 'fast-check';
import { isTooIntricate, withoutNul } from './json-bodies.js';

describe('JSON that costs more than its length', () => {
  it('is told by its depth, its containers and its values', () => {
    expect(isTooIntricate('['.repeat(500_000) + ']'.repeat(500_000))).toBe(true);
    expect(isTooIntricate(`{"a":${'{"b":'.repeat(40)}1${'}'.repeat(40)}}`)).toBe(true);
    expect(isTooIntricate(JSON.stringify(Array.from({ length: 3000 }, () => ({}))))).toBe(true);
    expect(isTooIntricate(JSON.stringify(Array.from({ length: 60_000 }, () => 0)))).toBe(true);
  });

  it('is not told by what stands in strings, nor by thousands of ids', () => {
    expect(isTooIntricate(JSON.stringify({ title: '[{",\\'.repeat(100_000) }))).toBe(false);
    const ids = Array.from({ length: 5_000 }, () => '01990000-0000-7000-8000-000000000047');
    expect(isTooIntricate(JSON.stringify({ ids }))).toBe(false);
  });

  it('is nothing that has few pieces, whatever they are', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => !isTooIntricate(JSON.stringify(value))));
  });
});

describe('NUL in a body', () => {
  it('is taken out wherever it stands, and nothing else is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\0', '\\', '"', 'u0000', '\\u0000', '，')), (pieces) => {
        const text = pieces.join('');
        expect(JSON.parse(withoutNul(JSON.stringify({ text })))).toEqual({ text: text.replaceAll('\0', '') });
      }),
    );
  });
});
