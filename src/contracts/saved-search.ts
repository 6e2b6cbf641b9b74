import { z } from 'zod';
import { resourceCard } from './resources.js';
import { pageOf, pageQuery } from './common.js';

const keysOf = (most: number) => z.array(z.string().max(80)).max(most).default([]);

/** A search that is kept: words and filters as the search page has them. At least one of them says something. */
export const savedSearch = z
  .object({
    text: z.string().trim().max(200).default(''),
    stage: keysOf(10),
    subject: keysOf(40),
    grade: keysOf(20),
    type: keysOf(20),
    school: keysOf(50),
    mark: keysOf(2),
    /** a book or a chapter: everything below it */
    node: z.string().max(120).nullable().default(null),
    sort: z.enum(['relevance', 'newest']).default('newest'),
  })
  .refine(
    ({ sort: _sort, ...says }) => Object.values(says).some((value) => value !== null && value.length > 0),
    {
      error: 'A search without words and filters would find everything.',
    },
  );
export type SavedSearch = z.output<typeof savedSearch>;

/** Resources that are left out of one saved search. */
export const MOST_EXCEPTIONS = 200;

/** reading: what readers get; curating: also what is left out, for those who may edit. */
export const foundQuery = pageQuery.extend({ mode: z.enum(['reading', 'curating']).default('reading') });
export const foundResource = z.object({ resource: resourceCard, excepted: z.boolean() });
export type FoundResource = z.infer<typeof foundResource>;
/** What a section's search finds for the asker now, without what stands in the collection by hand. */
export const foundPage = pageOf(foundResource).extend({ limited: z.boolean() });
