import { queryTerms } from '../../text/query-terms.js';
import { ownWord, ownWords, ownWordsOf } from './own-words.js';

const EMPTY = { title: '', tags: [], context: '', description: '', body: '' };
const holds = (text: string, query: string, prefix = false): boolean => {
  const words = new Set(ownWords({ ...EMPTY, body: text }).terms.split(' '));
  return queryTerms(query, prefix).atoms.every((atom) => ownWordsOf(atom).some((word) => words.has(word)));
};

describe('own words', () => {
  it('are letters and digits only, whatever was written, so that no tokenizer takes them apart', () => {
    const { terms, names } = ownWords({ ...EMPTY, title: '勾股定理 Café-2024 Привет 𠀀', tags: ['it’s'] });
    expect(`${terms} ${names}`).toMatch(/^[a-z0-9 ]+$/);
  });

  it('tell different terms apart', () => {
    const terms = ['a', 'aa', '勾', '勾股', '股勾', 'xabcd', 'привет', 'b', '1', '一'];
    expect(new Set(terms.map(ownWord)).size).toBe(terms.length);
  });

  it('are found by parts, stems and, while typing, beginnings', () => {
    expect([holds('生命科学', '命科'), holds('生命科学', '命学')]).toEqual([true, false]);
    expect([
      holds('equations', 'equation'),
      holds('equations', 'equa'),
      holds('equations', 'equa', true),
    ]).toEqual([true, false, true]);
    expect(holds('studies', 'study', true)).toBe(true);
  });

  it('stay within what Meilisearch counts, title and tags first', () => {
    const body = Array.from({ length: 60_000 }, (_, i) => `w${i.toString(36)}q`).join(' ');
    const { terms } = ownWords({ ...EMPTY, title: '勾股', body });
    const words = terms.split(' ');
    expect(words.length).toBeLessThanOrEqual(65_535);
    expect(words).toContain(ownWord('勾股'));
    expect(Math.max(...words.map((word) => word.length))).toBeLessThanOrEqual(250);
  });
});
