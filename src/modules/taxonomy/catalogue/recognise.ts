import type { Catalogue } from './catalogue.js';
import { lexiconOf, plain, type Lexicon, type LexiconEntry, type WordFacet } from './lexicon.js';
import { fromNumeral } from './numerals.js';
import { VOLUME_PATTERN, volumeKey } from './volume-words.js';

/** A word of a text that names something in the taxonomy; `start` and `end` count in {@link Recognition.text}. */
export interface RecognisedWord {
  facet: WordFacet;
  value: string;
  weak: boolean;
  start: number;
  end: number;
}

export interface Recognition {
  /** the text in NFKC, lower case */
  text: string;
  words: RecognisedWord[];
}

const N = '[一二三四五六七八九]|[1-9]';
const sticky = (source: string): RegExp => new RegExp(source, 'y');
const GRADE_RANGE = sticky(`(?:${N})(?:年级)?[至到~\\-—、](?:${N})年级|(?:${N})年级起点`);
const FIVE_FOUR = sticky('\\(?五[•·.・]?四(?:学制|制)\\)?|54制');
const GRADE = sticky(
  `(?<n>${N})年级|初(?<junior>[一二三])|高(?<senior>[一二三])(?!等|次)|grade\\s?(?<en>[1-9])(?!\\d)`,
);
const SHORT_VOLUME = sticky(`(?<n>${N})(?<half>[上下])(?<word>册|学期)?`);
const VOLUME = sticky(VOLUME_PATTERN.source);
const UNIT = sticky(
  '第\\s*(?<n>[一二三四五六七八九十]{1,3}|\\d{1,2})\\s*(?<what>单元|章|节|课)(?!时|件|本)|(?:unit|u)\\s?(?<en>\\d{1,2})(?!\\d)',
);
const SEPARATOR = /[^\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;
const LATIN = /[a-z]/;
/** What after the name of a subject makes another word of it: 科学家, 艺术节, 数学广角, 历史上(but not 上册). */
const NO_SUBJECT_BEFORE =
  /^(?:家|会|馆|场|节|角|位置|人民|者|界|史|字|性|广角|记数|化|的|与|和|中的|教育|课堂上|上(?!册|学期|\d|$))/;
const JUNIOR_FROM = 7;
const SENIOR_FROM = 10;

/**
 * Reads a text from left to right and names the words that belong to the taxonomy; everything else is passed over.
 * The longest name wins; short forms (三上, 数学) count only where they stand for themselves. With `loose`, a subject may
 * follow other Chinese characters: right for file names, too bold for a search box.
 */
export function recognise(catalogue: Catalogue, input: string, loose = false): Recognition {
  const text = plain(input);
  const lexicon = lexiconOf(catalogue);
  const words: RecognisedWord[] = [];
  for (let at = 0; at < text.length;) {
    const afterWord = words.at(-1)?.end === at;
    const found = wordsAt(text, at, afterWord, lexicon, loose);
    if (found.length > 0) words.push(...found);
    at = found.at(-1)?.end ?? Math.max(at + 1, skip(text, at));
  }
  const withSubject = words.some((word) => word.facet === 'subject');
  return {
    text,
    words: words
      .filter((word) => latinStandsAlone(word, words, text))
      .map((word) => (withSubject && isShort(word) ? { ...word, weak: false } : word)),
  };
}

/** 一上 and 一下 are everyday words too: they only hint until a subject stands in the same text. */
const isShort = (word: RecognisedWord): boolean => word.facet === 'grade' || word.facet === 'volume';

/** Stretches that look like something but are not: 三年级起点, 5-6年级. */
function skip(text: string, at: number): number {
  return match(GRADE_RANGE, text, at)?.end ?? 0;
}

function wordsAt(
  text: string,
  at: number,
  afterWord: boolean,
  lexicon: Lexicon,
  loose: boolean,
): RecognisedWord[] {
  if (match(GRADE_RANGE, text, at)) return [];
  return pattern(text, at, afterWord) ?? named(text, at, afterWord, lexicon, loose);
}

interface Match {
  groups: Partial<Record<string, string>>;
  end: number;
}

function match(expression: RegExp, text: string, at: number): Match | null {
  expression.lastIndex = at;
  const found = expression.exec(text);
  return found ? { groups: found.groups ?? {}, end: at + found[0].length } : null;
}

/** Words that follow a rule: grades, volumes, units. Null when none begins here. */
function pattern(text: string, at: number, afterWord: boolean): RecognisedWord[] | null {
  const word = (facet: WordFacet, value: string, end: number): RecognisedWord => ({
    facet,
    value,
    weak: false,
    start: at,
    end,
  });
  const fiveFour = match(FIVE_FOUR, text, at);
  if (fiveFour) return [word('fiveFour', '54', fiveFour.end)];
  const grade = match(GRADE, text, at);
  if (grade) {
    const key = `g${gradeNumber(grade.groups)}`;
    const half = /^[上下](?!册|学期|\p{L})/u.exec(text.slice(grade.end))?.[0];
    if (!half) return [word('grade', key, grade.end)];
    const volume = word('volume', half === '上' ? 'a' : 'b', grade.end + 1);
    return [word('grade', key, grade.end), { ...volume, start: grade.end }];
  }
  return shortVolume(text, at, afterWord) ?? volumeOrUnit(text, at, word);
}

function volumeOrUnit(
  text: string,
  at: number,
  word: (facet: WordFacet, value: string, end: number) => RecognisedWord,
): RecognisedWord[] | null {
  const volume = match(VOLUME, text, at);
  const key = volume && volumeKey(volume.groups);
  if (volume && key) return [word('volume', key, volume.end)];
  const unit = match(UNIT, text, at);
  if (!unit || (unit.groups['en'] && LATIN.test(text.charAt(at - 1)))) return null;
  const facet = unit.groups['what'] === '课' || unit.groups['what'] === '节' ? 'lesson' : 'unit';
  return [word(facet, String(fromNumeral(unit.groups['n'] ?? unit.groups['en'] ?? '')), unit.end)];
}

/** 三上, 8下: a grade and a volume in two characters; must not be the middle of something (等一下, 第三上). */
function shortVolume(text: string, at: number, afterWord: boolean): RecognisedWord[] | null {
  const found = match(SHORT_VOLUME, text, at);
  if (!found) return null;
  const before = text.charAt(at - 1);
  const bare = !found.groups['word'];
  const opens = at === 0 || afterWord || SEPARATOR.test(before);
  const closes = !/^[\d升半面去来子场课个边车楼海演网传班载线]/.test(text.slice(found.end));
  if (!opens || (bare && !closes)) return null;
  const grade = fromNumeral(found.groups['n'] ?? '') ?? 0;
  const weak = bare && found.groups['n'] === '一';
  const volume = found.groups['half'] === '上' ? 'a' : 'b';
  return [
    { facet: 'grade', value: `g${grade}`, weak, start: at, end: at + 1 },
    { facet: 'volume', value: volume, weak, start: at + 1, end: found.end },
  ];
}

function gradeNumber({ n, en, junior, senior }: Match['groups']): number {
  const numeral = fromNumeral(n ?? en ?? junior ?? senior ?? '') ?? 0;
  if (junior) return JUNIOR_FROM - 1 + numeral;
  return senior ? SENIOR_FROM - 1 + numeral : numeral;
}

/** The longest name in the lexicon that begins here and may stand here. */
function named(
  text: string,
  at: number,
  afterWord: boolean,
  lexicon: Lexicon,
  loose: boolean,
): RecognisedWord[] {
  const entry = (lexicon.get(text.charAt(at)) ?? []).find(
    (candidate) => text.startsWith(candidate.word, at) && mayStand(candidate, text, at, afterWord, loose),
  );
  if (!entry) return [];
  const { facet, value, weak } = entry;
  return [{ facet, value, weak, start: at, end: at + entry.word.length }];
}

function mayStand(
  entry: LexiconEntry,
  text: string,
  at: number,
  afterWord: boolean,
  loose: boolean,
): boolean {
  const end = at + entry.word.length;
  const before = text.charAt(at - 1);
  if (LATIN.test(entry.word.charAt(0)) && LATIN.test(before)) return false;
  if (LATIN.test(entry.word.charAt(entry.word.length - 1)) && LATIN.test(text.charAt(end))) return false;
  if (entry.facet !== 'subject') return true;
  if (NO_SUBJECT_BEFORE.test(text.slice(end, end + 4))) return false;
  return loose || afterWord || !HAN.test(before);
}

/** An English name of a subject counts beside another recognised word, or alone: "Grade 3 Science", not "science of sleep". */
function latinStandsAlone(word: RecognisedWord, words: readonly RecognisedWord[], text: string): boolean {
  if (word.facet !== 'subject' || !LATIN.test(text.charAt(word.start))) return true;
  if (text.slice(0, word.start).trim() === '' && text.slice(word.end).trim() === '') return true;
  const touches = (a: number, b: number): boolean => a <= b && !/[\p{L}\p{N}]/u.test(text.slice(a, b));
  return words.some((other) => touches(other.end, word.start) || touches(word.end, other.start));
}
