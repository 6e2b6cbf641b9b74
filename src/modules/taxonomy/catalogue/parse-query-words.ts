import { candidateBooks } from './book-search.js';
import type { Catalogue } from './catalogue.js';
import { chapterByNumber } from './chapter-search.js';
import type { WordFacet } from './lexicon.js';
import { recognise, type RecognisedWord } from './recognise.js';

/** What the words of a search box mean. Null: not said, or said in two ways. */
export interface QueryWords {
  stage: string | null;
  subject: string | null;
  grade: string | null;
  type: string | null;
  volume: string | null;
  edition: string | null;
  /** the unit or lesson of the only fitting book that a number (第三单元, Unit 3) points to */
  chapterId: string | null;
  /** textbooks that the words allow; empty when they do not speak of a volume */
  bookIds: string[];
  /** what is left to search for as text, in NFKC and lower case, one space between words */
  rest: string;
}

const FACETS = ['stage', 'subject', 'grade', 'type', 'volume', 'edition'] as const;

/**
 * Understands a query such as 三上数学 分数 课件. Careful rather than clever: words that only hint (期末, 视频) and
 * facets named twice in different ways stay text, and the stage is not concluded from the grade, since two stages may
 * share one. Words of an edition leave the text only beside a subject, those of a
 * volume beside a subject or a grade.
 */
export function parseQueryWords(catalogue: Catalogue, input: string): QueryWords {
  const { text, words } = recognise(catalogue, input);
  const strong = words.filter((word) => !word.weak);
  const used: RecognisedWord[] = [];
  const only = (facet: WordFacet): string | null => {
    const said = strong.filter((word) => word.facet === facet);
    const value = said[0]?.value;
    if (value === undefined || said.some((word) => word.value !== value)) return null;
    used.push(...said);
    return value;
  };
  const [stageWord, subject, grade, type] = FACETS.slice(0, 4).map(only);
  const fiveFour = only('fiveFour') !== null && (stageWord === 'primary' || stageWord === 'junior');
  const stage = stageWord && fiveFour ? `${stageWord}54` : (stageWord ?? null);
  const volume = subject || grade ? only('volume') : null;
  const edition = subject ? only('edition') : null;
  const traits = { stage, subject: subject ?? null, grade: grade ?? null, volume, edition };
  const books = candidateBooks(catalogue, traits);
  const onlyBook = books.length === 1 ? books[0] : undefined;
  const chapter = onlyBook && numbered(catalogue, onlyBook.id, strong);
  if (chapter) used.push(...strong.filter((word) => word.facet === 'unit' || word.facet === 'lesson'));
  return {
    ...traits,
    type: type ?? null,
    chapterId: chapter?.id ?? null,
    bookIds: books.map((book) => book.id),
    rest: without(text, used),
  };
}

function numbered(catalogue: Catalogue, bookId: string, words: readonly RecognisedWord[]) {
  const number = (facet: WordFacet): number | null => {
    const said = words.find((word) => word.facet === facet);
    return said ? Number(said.value) : null;
  };
  const unit = number('unit');
  const lesson = number('lesson');
  return unit === null && lesson === null ? undefined : chapterByNumber(catalogue, bookId, unit, lesson);
}

/** The text without the given words. */
export function without(text: string, words: readonly RecognisedWord[]): string {
  let rest = '';
  let at = 0;
  for (const word of [...words].sort((a, b) => a.start - b.start)) {
    rest += `${text.slice(at, word.start)} `;
    at = word.end;
  }
  return (rest + text.slice(at)).replace(/\s+/g, ' ').trim();
}
