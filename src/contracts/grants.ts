import { z } from 'zod';
import { addressee } from './audience.js';
import { id, instant } from './common.js';

/** To whom a right is given by name: a person in a school, a team or a department. */
export const grantee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id, schoolId: id }),
  z.object({ kind: z.enum(['team', 'department']), id }),
]);
export type Grantee = z.infer<typeof grantee>;

export const grantRight = z.enum(['edit', 'manage']);
/** Gives a right, or changes the one that was given. `credited`: a co-author, shown beside the author; people only. */
export const grantRequest = z.object({
  to: grantee,
  right: grantRight,
  credited: z.boolean().default(false),
});
export type GrantInput = z.input<typeof grantRequest>;

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Names a grant of a resource. */
export const grantParams = z.object({
  id,
  key: z.string().regex(new RegExp(`^(?:a:${uuid}:${uuid}|[td]:${uuid})$`)),
});
export const grantView = z.object({
  key: z.string(),
  to: addressee,
  right: grantRight,
  credited: z.boolean(),
  grantedBy: z.object({ id, name: z.string() }),
  grantedAt: instant,
});
export type GrantView = z.infer<typeof grantView>;
export const grantList = z.object({ items: z.array(grantView) });
