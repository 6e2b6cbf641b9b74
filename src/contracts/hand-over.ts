import { z } from 'zod';
import { id, pageOf, pageQuery } from './common.js';
import { resourceState } from './resources.js';

export const handOverParams = z.object({ id, personId: id });
export const handOverQuery = pageQuery;

/** Why somebody looks after a resource: wrote it, was given a right, or made a link to it that is still open. */
export const careKind = z.enum(['author', 'grant', 'link']);
export type CareKind = z.infer<typeof careKind>;

/** One thing to hand over. The title is told to those who may see it; a draft is nobody's to read. */
export const handOverItem = z.object({
  id,
  title: z.string().nullable(),
  state: resourceState,
  kinds: z.array(careKind),
  /** who else of the school was given the right to manage it */
  alsoManagedBy: z.array(z.string()),
});
export type HandOverItem = z.infer<typeof handOverItem>;
export const handOverPage = pageOf(handOverItem).extend({
  person: z.object({ id, name: z.string() }),
  counts: z.object({ author: z.int(), grant: z.int(), link: z.int(), total: z.int() }),
});
export type HandOverPage = z.infer<typeof handOverPage>;

/** To whom what goes: those without a list take what no other list names. */
export const handOverRequest = z.object({
  shares: z
    .array(z.object({ toId: id, resourceIds: z.array(id).max(5_000).optional() }))
    .min(1)
    .max(20),
});
export type HandOverRequest = z.infer<typeof handOverRequest>;
/** `already`: was handed over so before. */
export const handOverResult = z.object({ handed: z.int(), already: z.int(), links: z.int() });
export type HandOverResult = z.infer<typeof handOverResult>;
