import { FACETS } from '../../search.port.js';
import { rarity } from '../../text/rarity.js';
import { fixedPart, markLift, textPart, titlePart } from '../../text/scoring.js';
import { CLASS_FREQUENCY, codeClass, codeFields, TITLE } from '../../text/term-code.js';
import type { DocColumns } from './doc-columns.js';
import type { Interned } from './interned.js';
import type { Matches } from './match.js';
import type { Scratch } from './scratch.js';

const MARK = FACETS.indexOf('mark');

/**
 * BM25 over description and body, plus a weighted share for the other fields (see text/scoring.ts). How rare a word is,
 * and how long texts are, is taken from what the asker may find only, so that the order of hits tells nothing of the
 * rest. A quality mark lifts what bears it.
 * @param total how many documents the asker may find
 * @returns score by document number, in `scratch`
 */
export function score(
  matches: Matches,
  columns: DocColumns,
  interned: Interned,
  total: number,
  scratch: Scratch,
): Float64Array {
  const averageLength = meanLength(matches.docs, columns);
  const { member, scores } = scratch;
  for (const { postings, weight: share, seen } of matches.terms) {
    const weight = rarity(total, seen) * share;
    for (const [code, start, end] of postings.runs) {
      const frequency = CLASS_FREQUENCY[codeClass(code)] ?? 0;
      const fields = codeFields(code);
      const fixed = fixedPart(fields);
      const inTitle = (fields & TITLE) !== 0;
      for (let i = start; i < end; i += 1) {
        const doc = postings.docs[i]!;
        if (member[doc] !== 1) continue;
        let part = fixed;
        if (frequency > 0) part += textPart(frequency, columns.length(doc), averageLength);
        if (inTitle) part += titlePart(columns.titleLength(doc));
        scores[doc]! += weight * part;
      }
    }
  }
  lift(matches.docs, columns, interned, scores);
  return scores;
}

function lift(docs: Uint32Array, columns: DocColumns, interned: Interned, scores: Float64Array): void {
  const lifts = Float64Array.from(interned.facetList('mark'), markLift);
  if (lifts.length === 0) return;
  for (let i = 0; i < docs.length; i += 1) {
    const code = columns.facet(docs[i]!, MARK);
    if (code > 0) scores[docs[i]!]! *= lifts[code]!;
  }
}

function meanLength(docs: Uint32Array, columns: DocColumns): number {
  let sum = 0;
  for (let i = 0; i < docs.length; i += 1) sum += columns.length(docs[i]!);
  return Math.max(1, sum / Math.max(1, docs.length));
}
