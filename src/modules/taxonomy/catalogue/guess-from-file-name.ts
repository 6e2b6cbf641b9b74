import { AppError } from '../../../kernel/errors.js';
import { candidateBooks, chooseBook } from './book-search.js';
import type { Catalogue } from './catalogue.js';
import type { Placement } from './catalogue.model.js';
import { chapterByNumber, chapterInText } from './chapter-search.js';
import { checkConsistency } from './check-consistency.js';
import type { WordFacet } from './lexicon.js';
import { without } from './parse-query-words.js';
import { recognise, type RecognisedWord } from './recognise.js';

/** What a file is probably about; only a suggestion, but always one that {@link checkConsistency} accepts. */
export interface FileGuess extends Placement {
  /** the file name without folder, ending and marks of copies */
  title: string;
  type: string | null;
  edition: string | null;
  volume: string | null;
}

/** What is known of the person who uploads; used where the file says nothing. */
export interface GuessHints {
  stage?: string | null;
  subject?: string | null;
  grade?: string | null;
  edition?: string | null;
}

const TYPE_BY_ENDING: Record<string, string> = {
  ppt: 'slides',
  pptx: 'slides',
  pps: 'slides',
  odp: 'slides',
  dps: 'slides',
  mp4: 'micro_video',
  mov: 'micro_video',
  mkv: 'micro_video',
  webm: 'micro_video',
  mp3: 'material',
  wav: 'material',
  m4a: 'material',
  jpg: 'material',
  jpeg: 'material',
  png: 'material',
  gif: 'material',
};
const HEAD_OF_TEXT = 200;
const LONGEST_NAME = 1_000;
const FIVE_FOUR = '54';

/**
 * Guesses from the name of a file (folders in front of it included) and the first characters of its text. The name
 * counts before its folders, they before the text, the text before the hints.
 * @param name may be a path with `/` or `\`
 */
export function guessFromFileName(
  catalogue: Catalogue,
  name: string,
  text = '',
  hints: GuessHints = {},
): FileGuess {
  const folders = name.slice(-LONGEST_NAME).split(/[/\\]/);
  const { base, ending } = splitEnding(folders.pop() ?? '');
  const sources = [base, ...folders.reverse(), text.slice(0, HEAD_OF_TEXT)];
  const read = sources.map((source) => recognise(catalogue, source, true));
  const words = read.flatMap((recognition) => recognition.words);
  const first = (facet: WordFacet): string | null =>
    words.find((word) => word.facet === facet)?.value ?? null;
  const number = (facet: WordFacet): number | null => (first(facet) === null ? null : Number(first(facet)));

  const said = { grade: first('grade'), volume: first('volume'), edition: first('edition') };
  const stage = stageOf(catalogue, first('stage'), said, first('fiveFour') !== null);
  const subject = first('subject') ?? fittingSubject(catalogue, stage, said.grade, hints);
  const around = {
    stage,
    subject,
    grade: said.grade,
    volume: said.volume,
    family: catalogue.edition(said.edition ?? '')?.family ?? null,
    edition: said.edition ?? hints.edition ?? null,
  };
  const [head] = read;
  const parts = head ? without(head.text, head.words).split(/[^\p{L}\p{N}，,。·、？?'’！!（）()“”—]+/u) : [];
  const named = chapterInText(catalogue, base, [...parts, base], around);
  const usual = hints.edition ?? null;
  const book = named
    ? catalogue.book(named.bookId)
    : chooseBook(candidateBooks(catalogue, { ...around, edition: said.edition }), usual);
  const chapter = named ?? (book && chapterByNumber(catalogue, book.id, number('unit'), number('lesson')));
  return {
    title: titleOf(base),
    type: typeOf(read.map((recognition) => recognition.words)) ?? TYPE_BY_ENDING[ending] ?? null,
    edition: book?.edition ?? said.edition,
    volume: book?.volume ?? said.volume,
    ...consistent(catalogue, {
      stage: stage ?? book?.stage ?? hints.stage ?? null,
      subject,
      grade: said.grade ?? (book ? null : (hints.grade ?? null)),
      bookId: book?.id ?? null,
      chapterId: chapter?.id ?? null,
    }),
  };
}

function splitEnding(fileName: string): { base: string; ending: string } {
  const found = /^(.+)\.([A-Za-z0-9]{1,5})$/.exec(fileName.trim());
  return found
    ? { base: found[1] ?? '', ending: (found[2] ?? '').toLowerCase() }
    : { base: fileName, ending: '' };
}

function titleOf(base: string): string {
  const title = base
    .normalize('NFC')
    .replace(/(?:\s*[-–—]\s*副本|\s*[(（]\d{1,2}[)）]|\s*-\s*copy)+$/i, '')
    .replace(/_+/g, ' ')
    .replace(/\s+/g, ' ')
    // a dash that joins nothing any more
    .replace(/(?<=\S)[-–—](?= |$)/g, '')
    .trim();
  return title || base;
}

/** The stage that was said, or that grade or volume allow only one of; 六年级 is taken for 小学. */
function stageOf(
  catalogue: Catalogue,
  saidStage: string | null,
  said: { grade: string | null; volume: string | null },
  fiveFour: boolean,
): string | null {
  if (saidStage) {
    return fiveFour && catalogue.stage(saidStage + FIVE_FOUR) ? saidStage + FIVE_FOUR : saidStage;
  }
  if (said.grade) {
    const stages = catalogue.stages.filter((stage) => stage.grades.includes(said.grade ?? ''));
    return (stages.find((stage) => stage.key.endsWith(FIVE_FOUR) === fiveFour) ?? stages[0])?.key ?? null;
  }
  return said.volume && /^[bx]/.test(said.volume) && said.volume !== 'b' ? 'senior' : null;
}

/** The person's subject, where stage and grade have it. */
function fittingSubject(
  catalogue: Catalogue,
  stage: string | null,
  grade: string | null,
  hints: GuessHints,
): string | null {
  const subject = hints.subject ?? null;
  if (subject === null || stage === null) return subject;
  const taught = catalogue.subjectsOf(stage, grade ?? undefined).some((s) => s.key === subject);
  return taught ? subject : null;
}

/** In a Chinese name the last noun is what the thing is: 作业设计教案 is a 教案. Hints count where nothing is said. */
function typeOf(sources: readonly (readonly RecognisedWord[])[]): string | null {
  const types = sources.map((words) => words.filter((word) => word.facet === 'type'));
  const strong = types.map((words) => words.filter((word) => !word.weak)).find((words) => words.length > 0);
  return (strong ?? types.find((words) => words.length > 0))?.at(-1)?.value ?? null;
}

/** Drops what contradicts the rest, the least certain first. */
function consistent(catalogue: Catalogue, placement: Placement): Placement {
  const attempts: Partial<Placement>[] = [
    {},
    { grade: null },
    { bookId: null, chapterId: null },
    { bookId: null, chapterId: null, grade: null },
    { bookId: null, chapterId: null, stage: null },
    { bookId: null, chapterId: null, grade: null, stage: null },
  ];
  for (const dropped of attempts) {
    try {
      return checkConsistency(catalogue, { ...placement, ...dropped });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return { stage: null, subject: null, grade: null, bookId: null, chapterId: null };
}
