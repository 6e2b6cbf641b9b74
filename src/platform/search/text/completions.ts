import { findHits } from './find-hits.js';
import { compose, fold } from './fold.js';
import type { Atom } from './query-terms.js';
import { TAGS, TITLE } from './term-code.js';

export const SUGGESTION_FIELDS = TITLE | TAGS;
const LONGEST = 80;

interface Candidate {
  text: string;
  begins: boolean;
  isTag: boolean;
  times: number;
}

/**
 * Titles and tags that hold everything typed: first those that begin with it, then tags before titles, then the more
 * frequent, then the shorter.
 * @param sources documents the asker may find
 */
export function completions(
  typed: string,
  atoms: Atom[],
  sources: { title: string; tags: string[] }[],
  limit: number,
): string[] {
  const start = fold(compose(typed.trim()));
  const found = new Map<string, Candidate>();
  const offer = (text: string, isTag: boolean): void => {
    const folded = fold(compose(text));
    const known = found.get(folded);
    if (known) {
      known.times += 1;
      known.isTag ||= isTag;
    } else if (text.length <= LONGEST && holdsAll(folded, atoms)) {
      found.set(folded, { text, begins: folded.startsWith(start), isTag, times: 1 });
    }
  };
  for (const { title, tags } of sources) {
    for (const tag of tags) offer(tag.trim(), true);
    offer(title.trim(), false);
  }
  return [...found.values()]
    .sort(byUse)
    .slice(0, limit)
    .map(({ text }) => text);
}

function holdsAll(folded: string, atoms: Atom[]): boolean {
  return new Set(findHits(folded, atoms).map((hit) => hit.atom)).size === atoms.length;
}

function byUse(a: Candidate, b: Candidate): number {
  return (
    Number(b.begins) - Number(a.begins) ||
    Number(b.isTag) - Number(a.isTag) ||
    b.times - a.times ||
    a.text.length - b.text.length ||
    (a.text < b.text ? -1 : 1)
  );
}
