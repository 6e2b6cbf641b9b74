import { z } from 'zod';
import { instant } from './common.js';
import {
  FIGURE_AGES,
  FIGURE_DIMENSIONS,
  FIGURE_PERIODS,
  RETURN_REASONS,
  REVIEW_LEVELS,
} from './constants.js';

const count = z.int();
/** Milliseconds; null where nothing was decided. */
const wait = z.number().nullable();

export const figuresQuery = z.object({ period: z.enum(FIGURE_PERIODS).default('90') });
export type FiguresPeriod = (typeof FIGURE_PERIODS)[number];

/**
 * What was decided in the period. decided: approvals (of each level) and returns; median and longest of the time from
 * arriving at a level (submitted, passed by the level before, appealed) to its decision. approvedFirst: shown to its
 * audience without having been returned since it was shown last; approvedAgain: after having been returned. returned:
 * how often something was returned; withdrawn: by its author.
 */
const decided = z.object({
  decided: count,
  median: wait,
  longest: wait,
  approvedFirst: count,
  approvedAgain: count,
  returned: count,
  withdrawn: count,
});
export type DecidedFigures = z.infer<typeof decided>;

/** `key`: of a subject, a type or a month (`2026-11`); the id of a school; empty where there is none. `name`: of a school. */
export const figuresRow = decided.extend({ key: z.string(), name: z.string() });
export type FiguresRow = z.infer<typeof figuresRow>;

/** How review goes, of what the asker has an office for; nobody is named. */
export const reviewFigures = z.object({
  from: instant,
  until: instant,
  all: decided,
  /** what waits now, by level and by the time since it came there */
  open: z.array(z.object({ level: z.enum(REVIEW_LEVELS), age: z.enum(FIGURE_AGES), count })),
  /** appeals made in the period, and what became of them by now; the rest of them is still open or void */
  appeals: z.object({ made: count, approved: count, returned: count }),
  /** how often each was named in the period */
  reasons: z.array(z.object({ reason: z.enum(RETURN_REASONS), count })),
  by: z.object(
    Object.fromEntries(FIGURE_DIMENSIONS.map((name) => [name, z.array(figuresRow)])) as Record<
      (typeof FIGURE_DIMENSIONS)[number],
      z.ZodArray<typeof figuresRow>
    >,
  ),
});
export type ReviewFigures = z.infer<typeof reviewFigures>;
