import { eachRun, fold, compose, IDEOGRAPH, kindAt, widthAt } from './fold.js';
import { stem } from './porter.js';
import { allWords } from './segmenter.js';
import { DESCRIPTION, CONTEXT, TAGS, TITLE, encodeCode } from './term-code.js';

/** What a document says, as people wrote it. */
export interface DocumentText {
  title: string;
  description: string;
  tags: string[];
  context: string;
  body: string;
}

export interface DocumentTerms {
  /** every distinct term once, each with the character of its code, separated by spaces: what the FTS5 table is given */
  terms: string;
  /** words and ideographs in description and body */
  length: number;
  /** words and ideographs in the title */
  titleLength: number;
}

const MAX_WORD = 64;
/** low bits of a count hold the fields, the rest how often the term stands in description and body */
const FIELD_BITS = 4;

/** Every distinct term of a document, with where it stands. */
export interface TermCounts {
  /** by term; see {@link fieldsOf} and {@link frequencyOf} */
  counts: Map<string, number>;
  /** words and ideographs in description and body */
  length: number;
  /** words and ideographs in the title */
  titleLength: number;
}

/** In which fields a counted term stands (sum of the fields of term-code.ts; 0 = only in the body). */
export function fieldsOf(count: number): number {
  return count & ((1 << FIELD_BITS) - 1);
}

/** How often a counted term stands in description and body. */
export function frequencyOf(count: number): number {
  return count >> FIELD_BITS;
}

/**
 * The terms under which a document is found. Ideographs: every character, every pair, and every dictionary word of
 * three or more wherever it stands, so that a query cut into words finds each of them however the words around it
 * would be cut. Other scripts: the word and its stem. Those of title, tags, context and description come first.
 */
export function countTerms(document: DocumentText): TermCounts {
  const counts = new Map<string, number>();
  const titleLength = collect(document.title, TITLE, 0, counts);
  for (const tag of document.tags) collect(tag, TAGS, 0, counts);
  collect(document.context, CONTEXT, 0, counts);
  let length = collect(document.description, DESCRIPTION, 1, counts);
  length += collect(document.body, 0, 1, counts);
  return { counts, length, titleLength };
}

/** The same as the embedded index keeps it. */
export function documentTerms(document: DocumentText): DocumentTerms {
  const { counts, length, titleLength } = countTerms(document);
  const parts: string[] = [];
  for (const [term, count] of counts) parts.push(term + encodeCode(fieldsOf(count), frequencyOf(count)));
  return { terms: parts.join(' '), length, titleLength };
}

function collect(text: string, field: number, weight: 0 | 1, counts: Map<string, number>): number {
  if (text === '') return 0;
  const step = weight << FIELD_BITS;
  const add = (term: string): void => {
    counts.set(term, ((counts.get(term) ?? 0) + step) | field);
  };
  const folded = fold(compose(text));
  let length = 0;
  let ideographs = 0;
  eachRun(folded, (kind, start, end) => {
    if (kind === IDEOGRAPH) {
      const inRun = addCharacters(folded, start, end, add);
      length += inRun;
      ideographs = Math.max(ideographs, inRun);
    } else {
      length += 1;
      addWord(folded.slice(start, Math.min(end, start + MAX_WORD)), add);
    }
  });
  if (ideographs >= 3) addDictionaryWords(folded, add);
  return length;
}

function addCharacters(text: string, start: number, end: number, add: (term: string) => void): number {
  let characters = 0;
  let before = -1;
  for (let i = start; i < end;) {
    const next = i + widthAt(text, i);
    add(text.slice(i, next));
    if (before >= 0) add(text.slice(before, next));
    before = i;
    i = next;
    characters += 1;
  }
  return characters;
}

function addWord(word: string, add: (term: string) => void): void {
  // the cap may have cut a pair of surrogates in two
  const wellFormed = word.replace(/[\ud800-\udbff]$/, '');
  add(wellFormed);
  const stemmed = stem(wellFormed);
  if (stemmed !== wellFormed) add(stemmed);
}

function addDictionaryWords(text: string, add: (term: string) => void): void {
  for (const word of allWords(text)) {
    if (word.length >= 3 && isIdeographic(word)) add(word);
  }
}

/** Whether all characters are ideographs. */
export function isIdeographic(word: string): boolean {
  for (let i = 0; i < word.length; i += widthAt(word, i)) {
    if (kindAt(word, i) !== IDEOGRAPH) return false;
  }
  return true;
}
