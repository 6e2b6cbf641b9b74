import type { ChapterTrees } from './build-chapters.js';
import type {
  Book,
  ChapterNode,
  Edition,
  Grade,
  ResourceType,
  Stage,
  Subject,
  Volume,
} from './catalogue.model.js';

export interface CatalogueParts {
  version: string;
  stages: readonly Stage[];
  subjects: readonly Subject[];
  grades: readonly Grade[];
  editions: readonly Edition[];
  volumes: readonly Volume[];
  types: readonly ResourceType[];
  books: readonly Book[];
  chapters: ChapterTrees;
}

export type BookFilter = Partial<Pick<Book, 'stage' | 'subject' | 'edition' | 'volume' | 'kind'>> & {
  /** matches books made for that grade and those bound to none */
  grade?: string;
};

const byKey = <T extends { key: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((item) => [item.key, item]));

/** The taxonomy in memory: immutable, lists in the order in which they are to be shown, lookups by key or id. */
export class Catalogue {
  readonly version: string;
  readonly stages: readonly Stage[];
  readonly subjects: readonly Subject[];
  readonly grades: readonly Grade[];
  readonly editions: readonly Edition[];
  readonly volumes: readonly Volume[];
  readonly types: readonly ResourceType[];
  readonly books: readonly Book[];
  private readonly chapters: ChapterTrees;
  private readonly maps;
  private readonly shelves = new Map<string, Book[]>();

  constructor(parts: CatalogueParts) {
    this.version = parts.version;
    this.stages = parts.stages;
    this.subjects = parts.subjects;
    this.grades = parts.grades;
    this.editions = parts.editions;
    this.volumes = parts.volumes;
    this.types = parts.types;
    this.books = parts.books;
    this.chapters = parts.chapters;
    for (const book of parts.books) {
      const shelf = `${book.stage}/${book.subject}`;
      const books = this.shelves.get(shelf);
      if (books) books.push(book);
      else this.shelves.set(shelf, [book]);
    }
    this.maps = {
      stages: byKey(parts.stages),
      subjects: byKey(parts.subjects),
      grades: byKey(parts.grades),
      editions: byKey(parts.editions),
      volumes: byKey(parts.volumes),
      types: byKey(parts.types),
      books: new Map(parts.books.map((b) => [b.id, b])),
    };
    Object.freeze(this);
  }

  stage = (key: string): Stage | undefined => this.maps.stages.get(key);
  subject = (key: string): Subject | undefined => this.maps.subjects.get(key);
  grade = (key: string): Grade | undefined => this.maps.grades.get(key);
  edition = (key: string): Edition | undefined => this.maps.editions.get(key);
  volume = (key: string): Volume | undefined => this.maps.volumes.get(key);
  type = (key: string): ResourceType | undefined => this.maps.types.get(key);
  book = (id: string): Book | undefined => this.maps.books.get(id);
  node = (id: string): ChapterNode | undefined => this.chapters.node(id);

  /** Books that meet every given condition, in catalogue order: stage, subject, edition, kind, grade, volume. */
  booksOf(filter: BookFilter): readonly Book[] {
    const { stage, subject, edition, volume, kind, grade } = filter;
    const shelf = stage && subject ? (this.shelves.get(`${stage}/${subject}`) ?? []) : this.books;
    return shelf.filter(
      (book) =>
        (!stage || book.stage === stage) &&
        (!subject || book.subject === subject) &&
        (!edition || book.edition === edition) &&
        (!volume || book.volume === volume) &&
        (!kind || book.kind === kind) &&
        (!grade || book.grades.length === 0 || book.grades.includes(grade)),
    );
  }

  /** Subjects taught in a stage, or in one grade of it. */
  subjectsOf(stage: string, grade?: string): readonly Subject[] {
    const number = grade === undefined ? Infinity : (this.grade(grade)?.number ?? 0);
    return (this.stage(stage)?.subjects ?? [])
      .filter((s) => s.firstGrade <= number)
      .flatMap((s) => this.subject(s.subject) ?? []);
  }

  /** Editions that exist for a subject in a stage. */
  editionsOf(stage: string, subject: string): readonly Edition[] {
    const keys = new Set(this.booksOf({ stage, subject }).map((book) => book.edition));
    return this.editions.filter((edition) => keys.has(edition.key));
  }

  /** The units or chapters of a book; empty where only the volume is known. */
  rootsOf(bookId: string): readonly ChapterNode[] {
    return [...this.chapters.of(bookId).values()].filter((node) => node.parentId === null);
  }

  /** Every unit, chapter, lesson and knowledge point of a book, parents before children, in the order of the book. */
  nodesOf(bookId: string): readonly ChapterNode[] {
    return [...this.chapters.of(bookId).values()];
  }

  /** Books whose chapters are known. */
  booksWithChapters(): readonly Book[] {
    return this.chapters.bookIds().flatMap((id) => this.book(id) ?? []);
  }

  childrenOf(nodeId: string): readonly ChapterNode[] {
    return (this.node(nodeId)?.childIds ?? []).flatMap((id) => this.node(id) ?? []);
  }

  /** From the unit or chapter down to the node itself; empty for an unknown id. */
  pathOf(nodeId: string): readonly ChapterNode[] {
    const path: ChapterNode[] = [];
    for (let node = this.node(nodeId); node; node = node.parentId ? this.node(node.parentId) : undefined) {
      path.unshift(node);
    }
    return path;
  }

  /** {@link pathOf} without the node itself. */
  ancestorsOf(nodeId: string): readonly ChapterNode[] {
    return this.pathOf(nodeId).slice(0, -1);
  }
}
