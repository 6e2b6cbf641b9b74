import { findHits } from '../../text/find-hits.js';
import { compose, fold } from '../../text/fold.js';
import type { Atom } from '../../text/query-terms.js';
import { rarity } from '../../text/rarity.js';
import { fixedPart, markLift, OPTIONAL_WEIGHT, textPart, titlePart } from '../../text/scoring.js';
import { CONTEXT, DESCRIPTION, frequencyClass, TAGS, TITLE } from '../../text/term-code.js';
import type { MeiliDocument } from './meili-document.js';

/** What of a document its rank depends on. */
export const RANKED = [
  'id',
  'rev',
  'title',
  'tags',
  'context',
  'description',
  'body',
  'length',
  'titleLength',
  'mark',
] as const satisfies (keyof MeiliDocument)[];
export type Candidate = Pick<MeiliDocument, (typeof RANKED)[number]>;

/** A word of the query, and how many documents in sight hold it. */
export interface CountedAtom {
  atom: Atom;
  seen: number;
}

interface Ranking {
  /** how many documents the asker may find */
  total: number;
  atoms: readonly CountedAtom[];
  links: readonly CountedAtom[];
  /** not counted: how rare these are is seen from the candidates */
  hints: readonly Atom[];
  /** every candidate is known to hold every atom */
  complete: boolean;
}

/**
 * Orders candidates as the embedded engine would (text/scoring.ts): best first, then the larger id. It sees what the
 * asker may find, and of long texts the beginning.
 */
export function ranked(candidates: readonly Candidate[], ranking: Ranking): Candidate[] {
  const { total, atoms, links, hints, complete } = ranking;
  const average = Math.max(
    1,
    candidates.reduce((sum, c) => sum + c.length, 0) / Math.max(1, candidates.length),
  );
  const all = [...atoms.map((a) => a.atom), ...links.map((l) => l.atom), ...hints];
  const parts = candidates.map((candidate) => partsOf(candidate, all, average, complete ? atoms.length : 0));
  const weights = all.map((_, i) => {
    if (i < atoms.length) return rarity(total, atoms[i]!.seen);
    const link = links[i - atoms.length];
    if (link) return OPTIONAL_WEIGHT * rarity(total, link.seen);
    return OPTIONAL_WEIGHT * rarity(candidates.length, parts.filter((held) => held[i]! > 0).length);
  });
  const scored = candidates.map((candidate, c) => ({
    candidate,
    score: markLift(candidate.mark) * weights.reduce((sum, weight, i) => sum + weight * parts[c]![i]!, 0),
  }));
  return scored
    .sort((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? 1 : -1))
    .map(({ candidate }) => candidate);
}

/** What each atom gains in one document. @param sure the first so many are known to stand somewhere in it */
function partsOf(candidate: Candidate, atoms: readonly Atom[], average: number, sure: number): Float64Array {
  const fields = new Uint8Array(atoms.length);
  const frequency = new Uint32Array(atoms.length);
  const look = (text: string, field: number, isText: boolean): void => {
    if (text === '') return;
    for (const { atom } of findHits(fold(compose(text)), atoms as Atom[])) {
      fields[atom]! |= field;
      if (isText) frequency[atom]! += 1;
    }
  };
  look(candidate.title, TITLE, false);
  for (const tag of candidate.tags) look(tag, TAGS, false);
  look(candidate.context, CONTEXT, false);
  look(candidate.description, DESCRIPTION, true);
  look(candidate.body, 0, true);
  return Float64Array.from(atoms, (_, i) => {
    // what stands nowhere that was looked at stands later in a long text
    const times = i < sure && fields[i] === 0 && frequency[i] === 0 ? 1 : frequency[i]!;
    const inText = times > 0 ? textPart(frequencyClass(times), candidate.length, average) : 0;
    const inTitle = fields[i]! & TITLE ? titlePart(candidate.titleLength) : 0;
    return fixedPart(fields[i]!) + inText + inTitle;
  });
}
