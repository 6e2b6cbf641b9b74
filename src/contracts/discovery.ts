import { z } from 'zod';
import { cursor, fragment } from './common.js';
import { resourceCard } from './resources.js';

const many = z
  .union([z.string().max(80), z.array(z.string().max(80)).max(50)])
  .transform((v) => (Array.isArray(v) ? v : [v]))
  .optional();

/** Query of GET /search. A filter may be given several times: any of its values. */
export const searchQuery = z.object({
  text: z.string().default(''),
  /** 1 while typing: the last word is taken as a beginning */
  prefix: z.stringbool().default(false),
  stage: many,
  subject: many,
  grade: many,
  type: many,
  school: many,
  /** the highest quality mark that it bears */
  mark: many,
  /** a book or chapter of the taxonomy: everything under it */
  node: z.string().max(120).optional(),
  sort: z.enum(['relevance', 'newest']).default('relevance'),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

export const searchHit = z.object({
  resource: resourceCard,
  title: z.array(fragment),
  snippet: z.array(fragment),
});
export const facetCounts = z.array(
  z.object({ value: z.string(), label: z.string().nullable(), count: z.int() }),
);
export const searchResponse = z.object({
  items: z.array(searchHit),
  total: z.int(),
  facets: z.object({
    stage: facetCounts,
    subject: facetCounts,
    grade: facetCounts,
    type: facetCounts,
    school: facetCounts,
    mark: facetCounts,
  }),
  next: cursor.nullable(),
  /** true when the index is away or being built for the first time: results may be incomplete */
  limited: z.boolean(),
  /** true when a question or sentence found too little as a whole: items that hold only part of its words are listed, too */
  partial: z.boolean(),
});
export type SearchResponse = z.infer<typeof searchResponse>;

export const suggestQuery = z.object({ text: z.string().max(100) });
export const suggestResponse = z.object({ items: z.array(z.string()) });
