import type { DocColumns } from './doc-columns.js';
import type { Matches } from './match.js';
import { rarity } from './rarity.js';
import type { Scratch } from './scratch.js';
import {
  CLASS_FREQUENCY,
  codeClass,
  codeFields,
  CONTEXT,
  DESCRIPTION,
  TAGS,
  TITLE,
} from './text/term-code.js';

/** BM25's saturation and length normalisation, for running text. */
const K1 = 1.2;
const B = 0.75;
/** What a word is worth in the other fields, in units of a word met once in text of average length. */
const TITLE_WEIGHT = 3;
const TAGS_WEIGHT = 2.2;
const CONTEXT_WEIGHT = 1.7;
const DESCRIPTION_WEIGHT = 0.4;
/** A title of this many words keeps the full weight; longer ones say less with each word. */
const TITLE_LENGTH = 8;

/**
 * BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, eq. 3.15) over description and body,
 * plus a weighted share for the other fields. How rare a word is, and how long texts are, is taken from what the asker
 * may find only, so that the order of hits tells nothing of the rest.
 * @param total how many documents the asker may find
 * @returns score by document number, in `scratch`
 */
export function score(matches: Matches, columns: DocColumns, total: number, scratch: Scratch): Float64Array {
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
        if (frequency > 0) {
          const saturation = K1 * (1 - B + (B * columns.length(doc)) / averageLength);
          part += (frequency * (K1 + 1)) / (frequency + saturation);
        }
        if (inTitle) part += titlePart(columns.titleLength(doc));
        scores[doc]! += weight * part;
      }
    }
  }
  return scores;
}

function fixedPart(fields: number): number {
  let part = 0;
  if (fields & TAGS) part += TAGS_WEIGHT;
  if (fields & CONTEXT) part += CONTEXT_WEIGHT;
  if (fields & DESCRIPTION) part += DESCRIPTION_WEIGHT;
  return part;
}

function titlePart(length: number): number {
  return length <= TITLE_LENGTH ? TITLE_WEIGHT : TITLE_WEIGHT * (0.5 + (0.5 * TITLE_LENGTH) / length);
}

function meanLength(docs: Uint32Array, columns: DocColumns): number {
  let sum = 0;
  for (let i = 0; i < docs.length; i += 1) sum += columns.length(docs[i]!);
  return Math.max(1, sum / Math.max(1, docs.length));
}
