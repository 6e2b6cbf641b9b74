import { ChapterTrees } from './build-chapters.js';
import { readCatalogueFile, type CatalogueFile, type RawBook } from './catalogue-file.js';
import { BOOK_KINDS, type Book, type Grade, type ResourceType, type Stage } from './catalogue.model.js';
import { Catalogue } from './catalogue.js';
import { toHan } from './numerals.js';

const LAST_GRADE = 12;
const SENIOR_FROM = 10;

let loaded: Catalogue | undefined;

/** The catalogue shipped with the program; read and parsed at the first call, the same frozen object ever after. */
export function loadCatalogue(): Catalogue {
  loaded ??= buildCatalogue(readCatalogueFile());
  return loaded;
}

/** Resolves the positions of a file into keys. @throws Error when a position points nowhere. */
export function buildCatalogue(file: CatalogueFile): Catalogue {
  const subjects = file.subjects.map(([key, zh, en, aliases]) => Object.freeze({ key, zh, en, aliases }));
  const editions = file.editions.map(([key, zh, en, family, aliases]) =>
    Object.freeze({ key, zh, en, family, aliases }),
  );
  const volumes = file.volumes.map(([key, zh, en]) => Object.freeze({ key, zh, en }));
  const gradesOf = gradeRanges();
  const books = file.books.map((raw) => buildBook(raw, file, gradesOf));
  return new Catalogue({
    version: file.version,
    stages: Object.freeze(file.stages.map((raw) => buildStage(raw, file))),
    subjects: Object.freeze(subjects),
    grades: Object.freeze(Array.from({ length: LAST_GRADE }, (_, i) => buildGrade(i + 1))),
    editions: Object.freeze(editions),
    volumes: Object.freeze(volumes),
    types: Object.freeze(file.types.map(buildType)),
    books: Object.freeze(books),
    chapters: new ChapterTrees(file.chapters),
  });
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`catalogue: no entry ${index}`);
  return item;
}

const gradeKeys = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `g${first + i}`);

function buildGrade(number: number): Grade {
  const senior = number - SENIOR_FROM + 1;
  const zh = senior > 0 ? `高${toHan(senior)}` : `${toHan(number)}年级`;
  const en = senior > 0 ? `Senior ${senior}` : `Grade ${number}`;
  return Object.freeze({ key: `g${number}`, zh, en, number });
}

function buildStage(raw: CatalogueFile['stages'][number], file: CatalogueFile): Stage {
  const [key, zh, en, first, last, entries] = raw;
  const subjects = entries.map((entry) => {
    const [index, firstGrade] = typeof entry === 'number' ? [entry, first] : entry;
    return Object.freeze({ subject: at(file.subjects, index)[0], firstGrade });
  });
  return Object.freeze({ key, zh, en, grades: gradeKeys(first, last), subjects });
}

function buildType(raw: CatalogueFile['types'][number]): ResourceType {
  const [key, zh, en, words, lrmi, lom] = raw;
  const aliases = words.map((word) => ({ word: word.replace(/^~/, ''), weak: word.startsWith('~') }));
  return Object.freeze({ key, zh, en, aliases, lrmi, lom });
}

function buildBook(raw: RawBook, file: CatalogueFile, gradesOf: (range: string) => readonly string[]): Book {
  return Object.freeze({
    id: raw[0],
    stage: at(file.stages, raw[1])[0],
    subject: at(file.subjects, raw[2])[0],
    edition: at(file.editions, raw[3])[0],
    grades: gradesOf(raw[4]),
    volume: at(file.volumes, raw[5])[0],
    kind: at(BOOK_KINDS, raw[6]),
    title: raw[7] ?? standardTitle(raw, file),
  });
}

function standardTitle(raw: RawBook, file: CatalogueFile): string {
  return `${at(file.subjects, raw[2])[1]}${toHan(Number(raw[4]))}年级${at(file.volumes, raw[5])[1]}`;
}

/** '' | '3' | '1-2' → the grades' keys; books with the same range share one array. */
function gradeRanges(): (range: string) => readonly string[] {
  const known = new Map<string, readonly string[]>([['', Object.freeze([])]]);
  return (range) => {
    const grades = known.get(range);
    if (grades) return grades;
    const [first = 0, last = first] = range.split('-').map(Number);
    const made = Object.freeze(gradeKeys(first, last));
    known.set(range, made);
    return made;
  };
}
