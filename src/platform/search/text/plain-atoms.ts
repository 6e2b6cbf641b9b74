import { compose, eachRun, fold, IDEOGRAPH } from './fold.js';
import type { Atom } from './query-terms.js';
import { stem } from './porter.js';

const MAX_TEXT = 500;
const MAX_ATOMS = 16;

/**
 * What a query asks for, taken as it is typed: runs of ideographs whole, words of letters by their stem or as a
 * beginning. Needs no dictionary; for looking into titles where no engine is there to ask.
 */
export function plainAtoms(text: string): Atom[] {
  const folded = fold(compose(text.slice(0, MAX_TEXT)));
  const atoms = new Map<string, Atom>();
  eachRun(folded, (kind, start, end) => {
    const run = folded.slice(start, end);
    if (kind === IDEOGRAPH) atoms.set(run, { kind: 'part', term: run, prefix: null });
    else atoms.set(run, { kind: 'word', term: stem(run), prefix: run });
  });
  return [...atoms.values()].slice(0, MAX_ATOMS);
}
