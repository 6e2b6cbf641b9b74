import { z } from 'zod';
import { line } from './common.js';
import { MOST_QUESTIONS } from './constants.js';

const inBoth = (text: z.ZodType<string>) => z.object({ zh: text, en: text });

/** What a reviewer is asked when deciding. `hint`: what to look at; may be empty. */
export const rubricQuestion = z.object({
  key: z.string().regex(/^[a-z0-9_]{1,40}$/),
  title: inBoth(line(80)),
  hint: inBoth(z.string().trim().max(300)),
});
export type RubricQuestion = z.infer<typeof rubricQuestion>;

/** The questions about things of a type; `type` null = about types without a line of their own. None: nothing is asked. */
export const reviewRubric = z.object({
  type: z.string().max(40).nullable(),
  /** whether nothing is approved or returned without an answer to each */
  required: z.boolean(),
  questions: z
    .array(rubricQuestion)
    .max(MOST_QUESTIONS)
    .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'each once'),
});
export type ReviewRubric = z.infer<typeof reviewRubric>;
export const reviewRubrics = z.object({ items: z.array(reviewRubric).max(40) });
export type ReviewRubrics = z.infer<typeof reviewRubrics>;

/** 0 (very weak) to 3 (outstanding); null: does not apply. */
const value = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).nullable();
export const rubricAnswer = z.object({
  key: z.string().max(40),
  value,
  words: z.string().trim().max(300).default(''),
});
export type RubricAnswer = z.output<typeof rubricAnswer>;
export const rubricAnswers = z
  .array(rubricAnswer)
  .max(MOST_QUESTIONS)
  .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'each once')
  .default([]);

/** An answer with its question as it was when it was given. */
export const answeredQuestion = rubricQuestion
  .pick({ key: true, title: true })
  .extend({ value, words: z.string() });
export type AnsweredQuestion = z.infer<typeof answeredQuestion>;
