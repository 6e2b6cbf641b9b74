import fc from 'fast-check';
import type { Atom } from '../../text/query-terms.js';
import { ownWord } from './own-words.js';
import { requiredSets, sufficientSets } from './word-sets.js';

const part = (term: string): Atom => ({ kind: 'part', term, prefix: null });

describe('word sets', () => {
  it('want every word, the one being typed by its beginning or its stem', () => {
    expect(requiredSets([part('勾股'), part('定理')])).toEqual([[ownWord('勾股'), ownWord('定理')]]);
    expect(requiredSets([part('勾股'), { kind: 'word', term: 'fli', prefix: 'flies' }])).toHaveLength(2);
  });

  it('of what is enough are the smallest: a document holds enough of six words exactly when it holds a set', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.double({ min: 0.05, max: 1, noNaN: true }), (list, share) => {
        const atoms = list.map((weight, i) => ({ atom: part('甲乙丙丁戊己'.charAt(i)), weight }));
        const enough = share * list.reduce((sum, weight) => sum + weight, 0);
        const sets = sufficientSets(atoms, enough);
        for (let held = 0; held < 2 ** list.length; held += 1) {
          const words = new Set(
            atoms.filter((_, i) => held & (1 << i)).map(({ atom }) => ownWord(atom.term)),
          );
          const sum = atoms.reduce((total, { weight }, i) => total + (held & (1 << i) ? weight : 0), 0);
          expect(sets.some((set) => set.every((word) => words.has(word)))).toBe(sum >= enough);
        }
      }),
    );
  });

  it('are never more than a search can be asked', () => {
    const atoms = Array.from({ length: 32 }, (_, i) => ({
      atom: part(String.fromCharCode(0x4e00 + i)),
      weight: 1,
    }));
    const sets = sufficientSets(atoms, 8);
    expect(sets.length).toBeLessThanOrEqual(24);
    expect(sets.length).toBeGreaterThan(0);
  });
});
