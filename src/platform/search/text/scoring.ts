import { CONTEXT, DESCRIPTION, TAGS } from './term-code.js';

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
/** How much a term that is not required counts beside one that is. */
export const OPTIONAL_WEIGHT = 0.5;

/**
 * What a word gains in the running text: BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009,
 * eq. 3.15) over description and body, without the word's rarity.
 * @param frequency how often it stands there, more than 0  @param length words and ideographs of the text
 */
export function textPart(frequency: number, length: number, averageLength: number): number {
  return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / averageLength));
}

/** What a word gains by standing in tags, context or description. @param fields sum of the fields of term-code.ts */
export function fixedPart(fields: number): number {
  let part = 0;
  if (fields & TAGS) part += TAGS_WEIGHT;
  if (fields & CONTEXT) part += CONTEXT_WEIGHT;
  if (fields & DESCRIPTION) part += DESCRIPTION_WEIGHT;
  return part;
}

/** What a word gains by standing in a title of so many words. */
export function titlePart(length: number): number {
  return length <= TITLE_LENGTH ? TITLE_WEIGHT : TITLE_WEIGHT * (0.5 + (0.5 * TITLE_LENGTH) / length);
}

/**
 * Quality marks, the lower first, and by how much each lifts a score: it decides between what says about as much, and
 * outweighs no word's place.
 */
const MARKS: readonly { mark: string; lift: number }[] = [
  { mark: 'school', lift: 1.05 },
  { mark: 'group', lift: 1.08 },
];

/** How high a mark is; 0 = none. */
export function markRank(mark: string | null | undefined): number {
  return MARKS.findIndex((one) => one.mark === mark) + 1;
}

/** What a score is multiplied by for the mark of its document. */
export function markLift(mark: string | null | undefined): number {
  return MARKS[markRank(mark) - 1]?.lift ?? 1;
}
