import { z } from 'zod';
import { id } from './common.js';
import { MOST_PARTS } from './constants.js';
import { bookView } from './taxonomy.js';

const typeKey = z.string().max(40);
/** Types of resources that each lesson of a collection is to have, in the order of their use. */
export const lessonParts = z.array(typeKey).max(MOST_PARTS);
export const coverageQuery = z.object({
  /** types of resources that each lesson is to have; left out: those of the collection's template, else LESSON_PARTS */
  part: z
    .union([typeKey, lessonParts])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional(),
  collectionId: id.optional(),
});

/** Resources of one type that stand in one place of a book: how many I may see, and of those, how many the collection has. */
export const coverageCell = z.object({ seen: z.int(), collected: z.int() });
export const coverageChapter = z.object({
  id: z.string(),
  title: z.string(),
  /** 0 = top level of the book */
  depth: z.int(),
  /** it has no chapters below it: each part is wanted here */
  lesson: z.boolean(),
  /** in the order of `parts`; what stands at this very chapter, not below it */
  cells: z.array(coverageCell),
});
/** What a textbook volume has and lacks, chapter by chapter in its order; of what the asker may see and nothing else. */
export const coverageView = z.object({
  book: bookView,
  parts: z.array(z.string()),
  /** what stands at the book and at no chapter of it */
  whole: z.array(coverageCell),
  chapters: z.array(coverageChapter),
});
export type CoverageView = z.infer<typeof coverageView>;
export type CoverageChapter = z.infer<typeof coverageChapter>;
export type CoverageCell = z.infer<typeof coverageCell>;
