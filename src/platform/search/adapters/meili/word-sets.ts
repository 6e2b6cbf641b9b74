import type { Atom } from '../../text/query-terms.js';
import { ownWordsOf } from './own-words.js';

/** Own words that a document must hold all of; a document matches when it holds one such set. */
export type WordSet = readonly string[];

/** More would make one search cost as many as it has sets. */
const MAX_SETS = 24;
const MAX_ATOMS = 10;

/** The sets of a query all of whose atoms are required: two where the last word is being typed, else one. */
export function requiredSets(atoms: readonly Atom[]): WordSet[] {
  return atoms.reduce<string[][]>(
    (sets, atom) => sets.flatMap((set) => ownWordsOf(atom).map((word) => [...set, word])),
    [[]],
  );
}

/**
 * The smallest sets of atoms whose weights together reach `enough`, weightier first: at most 24, of the ten weightiest
 * atoms. A document that holds one of them holds enough of the query.
 */
export function sufficientSets(atoms: readonly { atom: Atom; weight: number }[], enough: number): WordSet[] {
  const words = atoms
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_ATOMS)
    .map(({ atom, weight }) => ({ word: ownWordsOf(atom)[0]!, weight }));
  const sets: string[][] = [];
  // one size after the other, so that few words that tell much come before many that tell little
  for (let size = 1; size <= words.length && sets.length < MAX_SETS; size += 1) {
    grow(words, enough, size, 0, [], 0, sets);
  }
  return sets;
}

/** Adds the sets of exactly `size` words that reach `enough`, and do not without their last and lightest word. */
function grow(
  words: readonly { word: string; weight: number }[],
  enough: number,
  size: number,
  from: number,
  chosen: string[],
  sum: number,
  sets: string[][],
): void {
  for (let i = from; i < words.length && sets.length < MAX_SETS; i += 1) {
    const { word, weight } = words[i]!;
    const reached = sum + weight >= enough;
    if (size === 1 && reached) sets.push([...chosen, word]);
    else if (size > 1 && !reached)
      grow(words, enough, size - 1, i + 1, [...chosen, word], sum + weight, sets);
  }
}
