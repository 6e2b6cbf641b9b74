import { kindAt, LETTER } from './fold.js';
import { stem } from './porter.js';
import type { Atom } from './query-terms.js';

/** Where an atom was found in folded text. */
export interface Hit {
  start: number;
  end: number;
  /** which atom */
  atom: number;
}

/** Every place in folded text where one of the atoms stands, in order. */
export function findHits(text: string, atoms: Atom[]): Hit[] {
  const hits: Hit[] = [];
  atoms.forEach((atom, index) => {
    if (atom.kind === 'part') {
      for (let at = text.indexOf(atom.term); at >= 0; at = text.indexOf(atom.term, at + 1)) {
        hits.push({ start: at, end: at + atom.term.length, atom: index });
      }
    } else {
      for (const [start, end] of wordsLike(text, atom)) hits.push({ start, end, atom: index });
    }
  });
  return hits.sort((a, b) => a.start - b.start || b.end - a.end);
}

function* wordsLike(text: string, atom: Atom): Generator<[number, number]> {
  // a stem may differ from its words in the last letter (fly, flies: fli), and a prefix is longer than its stem
  const root = atom.term.length > 1 ? atom.term.slice(0, -1) : atom.term;
  let at = text.indexOf(root);
  while (at >= 0) {
    let end = at + root.length;
    while (end < text.length && kindAt(text, end) === LETTER) end += 1;
    if (at === 0 || kindAt(text, at - 1) !== LETTER) {
      const word = text.slice(at, end);
      if (stem(word) === atom.term || (atom.prefix !== null && word.startsWith(atom.prefix))) yield [at, end];
    }
    at = text.indexOf(root, end);
  }
}
