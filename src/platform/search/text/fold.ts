import { SIMPLIFIED, TRADITIONAL } from './traditional.js';

/** What a UTF-16 unit is to the index. Surrogates are looked up by code point, see {@link kindAt}. */
export const SEPARATOR = 1;
/** ideographs, kana and hangul: written without spaces, found by any part */
export const IDEOGRAPH = 2;
/** letters, digits and marks of scripts that separate words */
export const LETTER = 3;
export type Kind = typeof SEPARATOR | typeof IDEOGRAPH | typeof LETTER;

const IDEOGRAPHS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u;
const LETTERS = /^[\p{L}\p{N}\p{M}]$/u;

/** 0 = not yet worked out; filled as characters are met */
const foldedUnits = new Uint16Array(0x10000);
const kinds = new Uint8Array(0x10000);
const decoder = new TextDecoder('utf-16le');

for (let i = 0; i < TRADITIONAL.length; i += 1) {
  foldedUnits[TRADITIONAL.charCodeAt(i)] = SIMPLIFIED.charCodeAt(i);
}

/** The form in which text is kept for display: canonically composed, so that {@link fold} keeps every position. */
export function compose(text: string): string {
  return text.normalize('NFC');
}

/**
 * Text as it is compared: lower case, without diacritics, half width, simplified characters. Has exactly the length
 * of its input, so that a position found in it is a position in the original.
 * @param text composed text (see {@link compose})
 */
export function fold(text: string): string {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    units[i] = foldedUnits[unit] || foldUnit(unit);
  }
  return decoder.decode(units);
}

function foldUnit(unit: number): number {
  const folded = computeFold(unit);
  foldedUnits[unit] = folded;
  return folded;
}

function computeFold(unit: number): number {
  if (unit === 0) return 0x20;
  if (isSurrogate(unit)) return unit;
  const character = String.fromCharCode(unit);
  // decomposing kana and hangul would change the letter, not only its ornament
  const composed = /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character);
  const base = composed ? character.normalize('NFKC') : character.normalize('NFKD');
  const lower = base.toLowerCase().charCodeAt(0);
  return foldedUnits[lower] || lower || 0x20;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** How many UTF-16 units the character at `index` has. */
export function widthAt(text: string, index: number): 1 | 2 {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff && index + 1 < text.length ? 2 : 1;
}

/** The kind of the character at `index` of folded text. */
export function kindAt(text: string, index: number): Kind {
  const unit = text.charCodeAt(index);
  const known = kinds[unit];
  if (known) return known as Kind;
  if (isSurrogate(unit)) return computeKind(String.fromCodePoint(text.codePointAt(index) ?? 0x20));
  const kind = computeKind(String.fromCharCode(unit));
  kinds[unit] = kind;
  return kind;
}

function computeKind(character: string): Kind {
  if (IDEOGRAPHS.test(character)) return IDEOGRAPH;
  return LETTERS.test(character) ? LETTER : SEPARATOR;
}

/** Calls `each` for every run of ideographs or letters in folded text, in order. */
export function eachRun(text: string, each: (kind: Kind, start: number, end: number) => void): void {
  let start = 0;
  let current: Kind = SEPARATOR;
  let i = 0;
  while (i < text.length) {
    const kind = kindAt(text, i);
    if (kind !== current) {
      if (current !== SEPARATOR) each(current, start, i);
      current = kind;
      start = i;
    }
    i += widthAt(text, i);
  }
  if (current !== SEPARATOR) each(current, start, text.length);
}
