import { countTerms, fieldsOf, type DocumentText } from '../../text/document-terms.js';
import { IDEOGRAPH, kindAt } from '../../text/fold.js';
import type { Atom } from '../../text/query-terms.js';
import { TAGS, TITLE } from '../../text/term-code.js';

/**
 * Words of our own, kept beside the texts that Meilisearch cuts by itself: they hold what its cutting cannot promise —
 * parts of words and words across cuts (命科 in 生命科学), traditional characters, English stems, beginnings of words
 * while typing, and exactly these words, neither typos nor guesses. They are made of a–z and digits only, so that no
 * tokenizer takes them apart.
 */
export interface OwnWords {
  /** of title and tags */
  names: string;
  /** of the whole document */
  terms: string;
  /** words and ideographs in description and body */
  length: number;
  /** words and ideographs in the title */
  titleLength: number;
}

/** Meilisearch counts 65,535 words of an attribute; what comes after those of title, tags, … and a long text is left out. */
const MAX_WORDS = 60_000;
/** It ignores words of more than 250 bytes; a unit takes up to four. */
const MAX_UNITS = 60;
/** Typed beginnings are looked at so far. */
const MAX_BEGINNING = 24;

export function ownWords(document: DocumentText): OwnWords {
  const { counts, length, titleLength } = countTerms(document);
  const names = new Set<string>();
  const terms = new Set<string>();
  for (const [term, count] of counts) {
    const isName = (fieldsOf(count) & (TITLE | TAGS)) !== 0;
    for (const word of wordsFor(term)) {
      if (terms.size === MAX_WORDS) break;
      terms.add(word);
      if (isName) names.add(word);
    }
  }
  return { names: [...names].join(' '), terms: [...terms].join(' '), length, titleLength };
}

function* wordsFor(term: string): Generator<string> {
  yield ownWord(term);
  if (kindAt(term, 0) === IDEOGRAPH) return;
  for (let end = 1; end <= Math.min(term.length, MAX_BEGINNING); end += 1)
    yield beginning(term.slice(0, end));
}

/**
 * What a document must hold to satisfy an atom: one of these.
 * @param atom of text/query-terms.ts
 */
export function ownWordsOf(atom: Atom): string[] {
  const word = ownWord(atom.term);
  return atom.prefix === null ? [word] : [beginning(atom.prefix), word];
}

/** A term as Meilisearch is given it. */
export function ownWord(term: string): string {
  return /^[a-z0-9]+$/.test(term) ? `w${term.slice(0, MAX_UNITS)}` : `x${spelled(term)}`;
}

function beginning(text: string): string {
  const start = text.slice(0, MAX_BEGINNING);
  return /^[a-z0-9]+$/.test(start) ? `b${start}` : `y${spelled(start)}`;
}

const LETTERS = 'abcdefghijklmnop';

/** Each UTF-16 unit as four letters, sixteen values each. */
function spelled(text: string): string {
  let letters = '';
  for (let i = 0; i < Math.min(text.length, MAX_UNITS); i += 1) {
    const unit = text.charCodeAt(i);
    for (const shift of [12, 8, 4, 0]) letters += LETTERS.charAt((unit >> shift) & 15);
  }
  return letters;
}
