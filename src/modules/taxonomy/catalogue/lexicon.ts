import type { Catalogue } from './catalogue.js';

/** What a recognised word says. `unit` is the printed number of a unit or chapter, `lesson` of a lesson or section. */
export type WordFacet =
  'stage' | 'subject' | 'edition' | 'grade' | 'volume' | 'type' | 'fiveFour' | 'unit' | 'lesson';

export interface LexiconEntry {
  word: string;
  facet: 'stage' | 'subject' | 'edition' | 'type';
  value: string;
  /** only hints: taken for file names, left as a word to search for in queries */
  weak: boolean;
}

const STAGE_WORDS: [word: string, stage: string, weak: boolean][] = [
  ['小学', 'primary', false],
  ['初中', 'junior', false],
  ['高中', 'senior', false],
  ['小升初', 'primary', true],
  ['中考', 'junior', true],
  ['高考', 'senior', true],
  ['学考', 'senior', true],
];
/** English names of everyday words would turn whole sentences into filters. */
const LATIN_SUBJECT_ALIASES: Record<string, string[]> = { math: ['math'] };

/** The words of a catalogue by their first character, longest first. */
export type Lexicon = ReadonlyMap<string, readonly LexiconEntry[]>;

const known = new WeakMap<Catalogue, Lexicon>();

/** Every name and alias of stages, subjects, editions and types; made once per catalogue. */
export function lexiconOf(catalogue: Catalogue): Lexicon {
  const made = known.get(catalogue) ?? buildLexicon(catalogue);
  known.set(catalogue, made);
  return made;
}

function buildLexicon(catalogue: Catalogue): Lexicon {
  const entries: LexiconEntry[] = STAGE_WORDS.map(([word, value, weak]) => ({
    word,
    facet: 'stage',
    value,
    weak,
  }));
  const add = (facet: LexiconEntry['facet'], value: string, words: readonly string[]): void => {
    for (const word of words) entries.push({ word: plain(word), facet, value, weak: false });
  };
  for (const s of catalogue.subjects) {
    add('subject', s.key, [s.zh, s.en, ...s.aliases, ...(LATIN_SUBJECT_ALIASES[s.key] ?? [])]);
  }
  for (const e of catalogue.editions) add('edition', e.key, [e.zh, ...e.aliases]);
  for (const t of catalogue.types) {
    add('type', t.key, [t.zh, t.en]);
    for (const { word, weak } of t.aliases) entries.push({ word, facet: 'type', value: t.key, weak });
  }
  const byFirst = new Map<string, LexiconEntry[]>();
  for (const entry of entries) {
    const first = entry.word.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), entry]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length);
  return byFirst;
}

/** The form in which texts are compared: one width, lower case. Lengths stay those of the NFKC form. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
