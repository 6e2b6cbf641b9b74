import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  BookView,
  ChapterNodeView,
  guessResponse,
  PlacementView,
  TaxonomyView,
} from '../../contracts/index.js';
import { AppError, notFound } from '../../kernel/errors.js';
import {
  Catalogue,
  checkConsistency,
  guessFromFileName,
  nodesOfPlacement,
  searchLabels,
  type Book,
  type GuessHints,
  type Placement,
} from './catalogue/index.js';

/** The taxonomy as the product asks it: lists for pages, checks for writers, names for cards and the index. */
@Injectable()
export class Taxonomy {
  private readonly summary: TaxonomyView;

  constructor(readonly catalogue: Catalogue) {
    const named = (item: { key: string; zh: string; en: string }) => ({
      key: item.key,
      name: { zh: item.zh, en: item.en },
    });
    this.summary = {
      version: catalogue.version,
      stages: catalogue.stages.map((s) => ({
        ...named(s),
        grades: [...s.grades],
        subjects: s.subjects.map((x) => x.subject),
      })),
      subjects: catalogue.subjects.map(named),
      grades: catalogue.grades.map(named),
      types: catalogue.types.map(named),
    };
  }

  view(): TaxonomyView {
    return this.summary;
  }

  books(filter: { stage?: string | undefined; subject?: string | undefined }): BookView[] {
    const wanted = {
      kind: 'textbook' as const,
      ...(filter.stage ? { stage: filter.stage } : {}),
      ...(filter.subject ? { subject: filter.subject } : {}),
    };
    return this.catalogue.booksOf(wanted).map((book) => this.bookView(book));
  }

  /** A book with its tree of units, chapters and lessons; knowledge points hang under them. Throws `not_found`. */
  chapters(bookId: string): { book: BookView; chapters: ChapterNodeView[] } {
    const book = this.catalogue.book(bookId);
    if (!book) throw notFound();
    const tree = (ids: readonly { id: string }[]): ChapterNodeView[] =>
      ids.flatMap(({ id }) => {
        const node = this.catalogue.node(id);
        return node?.kind === 'chapter'
          ? [{ id, title: node.title, children: tree(this.catalogue.childrenOf(id)) }]
          : [];
      });
    return { book: this.bookView(book), chapters: tree(this.catalogue.rootsOf(bookId)) };
  }

  guesses(fileNames: readonly string[], hints: GuessHints = {}): z.input<typeof guessResponse> {
    return {
      items: fileNames.map((fileName) => {
        const { title, type, stage, subject, grade, bookId, chapterId } = guessFromFileName(
          this.catalogue,
          fileName,
          undefined,
          hints,
        );
        return { title, type, stage, subject, grade, bookId, chapterId };
      }),
    };
  }

  /**
   * The placement with what a book or chapter implies filled in. Throws `taxonomy_unknown` for keys that do not exist
   * and `stage_subject_mismatch` for parts that contradict each other.
   */
  complete(placement: Placement & { type: string | null }): Placement {
    const { type, stage, subject, grade, bookId, chapterId } = placement;
    if (type !== null && !this.catalogue.type(type)) {
      throw new AppError('taxonomy_unknown', { field: 'type', value: type });
    }
    // A book that is taken away takes its chapter along.
    return checkConsistency(this.catalogue, {
      stage,
      subject,
      grade,
      bookId,
      chapterId: bookId === null ? null : chapterId,
    });
  }

  /** Where something stands, with the titles that people know it by. */
  shown({ stage, subject, grade, bookId, chapterId }: Placement): PlacementView {
    const bookTitle = this.bookTitle(bookId);
    return { stage, subject, grade, bookId, bookTitle, chapterId, chapterPath: this.chapterPath(chapterId) };
  }

  private bookTitle(bookId: string | null): string | null {
    return bookId === null ? null : (this.catalogue.book(bookId)?.title ?? null);
  }

  /** Titles from the book's top level down to the chapter. */
  private chapterPath(chapterId: string | null): string[] {
    return chapterId === null ? [] : this.catalogue.pathOf(chapterId).map((node) => node.title);
  }

  /** The book, the chapter and all above it: what a resource is found under in the tree. */
  nodes(placement: Pick<Placement, 'bookId' | 'chapterId'>): string[] {
    return [...nodesOfPlacement(this.catalogue, placement)];
  }

  /** Words under which people look for a resource that stands here, in both languages. */
  words(placement: Placement & { type: string | null }): string[] {
    return [...searchLabels(this.catalogue, placement)];
  }

  private bookView(book: Book): BookView {
    return {
      id: book.id,
      title: book.title,
      stage: book.stage,
      subject: book.subject,
      edition: this.catalogue.edition(book.edition)?.zh ?? book.edition,
      grade: book.grades[0] ?? null,
      volume: this.catalogue.volume(book.volume)?.zh ?? book.volume,
      hasChapters: this.catalogue.rootsOf(book.id).length > 0,
    };
  }
}
