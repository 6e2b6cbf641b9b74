import { z } from 'zod';
import { cursor, id, instant, instantInput, pageOf, pageQuery } from './common.js';

/** What is looked for in the audit record; what is left out does not matter. */
export const auditFilter = z.object({
  actorId: id.optional(),
  /** the action itself, or with a dot at its end everything that begins so: `membership.` */
  action: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]*)?$/)
    .max(80)
    .optional(),
  objectType: z
    .string()
    .regex(/^[a-z_]+$/)
    .max(40)
    .optional(),
  objectId: id.optional(),
  /** the school that the thing belongs to */
  schoolId: id.optional(),
  result: z.enum(['ok', 'denied', 'failed']).optional(),
  /** `[from, until)` */
  from: instantInput.optional(),
  until: instantInput.optional(),
});
export const auditQuery = auditFilter.extend({
  cursor: cursor.optional(),
  limit: pageQuery.shape.limit,
});
export type AuditQuery = z.output<typeof auditQuery>;

/** A name beside its id; null where the thing is gone or the reader is not to know its name. */
const named = z.object({ id: z.string(), name: z.string().nullable() });

/** One entry of the audit record. */
export const auditEntryView = z.object({
  id,
  at: instant,
  /** null = the program itself, or nobody known */
  actor: named.nullable(),
  /** the school that the thing belongs to */
  school: named.nullable(),
  /** the school in whose name it was done */
  actingSchool: named.nullable(),
  action: z.string(),
  objectType: z.string().nullable(),
  object: named.nullable(),
  result: z.string(),
  /** null also for owners, who do not learn where others work from */
  ip: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;
export const auditPage = pageOf(auditEntryView);

/** What the asker may read of the record. */
export const auditReach = z.object({
  /** schools whose record they read whole */
  schools: z.array(z.object({ id, name: z.string() })),
  /** whether they read a whole record, not only that of their own things */
  auditor: z.boolean(),
});
export type AuditReach = z.infer<typeof auditReach>;

/** The state of the chain of hashes, for auditors. */
export const auditStanding = z.object({
  /** the newest link; kept elsewhere, it shows a later cutting-off */
  head: z.object({ seq: z.int(), hash: z.string() }).nullable(),
  /** entries that no link covers yet: of the last seconds, while a process seals */
  unsealed: z.object({ count: z.int(), oldestAt: instant.nullable() }),
  /** the last walk through the whole chain since the server started; `faults` empty = whole up to link `seq` */
  verified: z
    .object({
      at: instant,
      seq: z.int(),
      links: z.int(),
      faults: z.array(
        z.object({
          seq: z.int().nullable(),
          fault: z.enum(['hash', 'gap', 'entry_missing', 'unsealed', 'cut']),
        }),
      ),
    })
    .nullable(),
});
export type AuditStanding = z.infer<typeof auditStanding>;

export const auditPeopleQuery = z.object({ text: z.string().trim().max(50).default('') });
export const auditPeople = z.object({ items: z.array(z.object({ id, name: z.string() })) });
export type AuditPeople = z.infer<typeof auditPeople>;
