import { z } from 'zod';
import { localizedName } from './common.js';

/** Where something stands among subjects and books, in requests; its parts must belong together. */
export const placementInput = z.object({
  stage: z.string().max(40).nullable().optional(),
  subject: z.string().max(40).nullable().optional(),
  grade: z.string().max(40).nullable().optional(),
  bookId: z.string().max(80).nullable().optional(),
  chapterId: z.string().max(120).nullable().optional(),
});

/** Where something stands among subjects and books, as it is shown. */
export const placementView = z.object({
  stage: z.string().nullable(),
  subject: z.string().nullable(),
  grade: z.string().nullable(),
  bookId: z.string().nullable(),
  bookTitle: z.string().nullable(),
  chapterId: z.string().nullable(),
  /** from the book's top level down to the chapter */
  chapterPath: z.array(z.string()),
});
export type PlacementView = z.infer<typeof placementView>;

/** Keys and names of everything that a filter or a form offers. */
export const taxonomyView = z.object({
  version: z.string(),
  stages: z.array(
    z.object({
      key: z.string(),
      name: localizedName,
      grades: z.array(z.string()),
      subjects: z.array(z.string()),
    }),
  ),
  subjects: z.array(z.object({ key: z.string(), name: localizedName })),
  grades: z.array(z.object({ key: z.string(), name: localizedName })),
  types: z.array(z.object({ key: z.string(), name: localizedName })),
});
export type TaxonomyView = z.infer<typeof taxonomyView>;

/** A textbook volume. `grade` is a key, null for 必修 and the like; `edition` and `volume` are names as printed. */
export const bookView = z.object({
  id: z.string(),
  title: z.string(),
  stage: z.string(),
  subject: z.string(),
  edition: z.string(),
  grade: z.string().nullable(),
  volume: z.string(),
  hasChapters: z.boolean(),
});
export type BookView = z.infer<typeof bookView>;
export const booksQuery = z.object({
  stage: z.string().max(40).optional(),
  subject: z.string().max(40).optional(),
});
export const bookList = z.object({ items: z.array(bookView) });

export interface ChapterNodeView {
  id: string;
  title: string;
  children: ChapterNodeView[];
}
export const chapterNode: z.ZodType<ChapterNodeView> = z
  .object({
    id: z.string(),
    title: z.string(),
    get children() {
      return z.array(chapterNode);
    },
  })
  .meta({ id: 'ChapterNode' });
export const chapterTree = z.object({ book: bookView, chapters: z.array(chapterNode) });

export const bookParams = z.object({ bookId: z.string().max(80) });

/** What a file name (and the first words of a text) suggests; every field may be missing. */
export const guessRequest = z.object({ fileNames: z.array(z.string().max(1000)).min(1).max(200) });
export const guess = z.object({
  title: z.string(),
  type: z.string().nullable(),
  stage: z.string().nullable(),
  subject: z.string().nullable(),
  grade: z.string().nullable(),
  bookId: z.string().nullable(),
  chapterId: z.string().nullable(),
});
export const guessResponse = z.object({ items: z.array(guess) });
