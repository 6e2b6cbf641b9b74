import { z } from 'zod';
import { LICENCE_KEYS } from './licences.js';

/** A UUIDv7 of ours. */
export const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
/** An instant as ISO 8601 in UTC with milliseconds: `2026-09-01T00:00:00.000Z`. */
export const instant = z.iso.datetime({ precision: 3 });
/** An instant sent by a client: any precision, any offset. */
export const instantInput = z.iso.datetime({ offset: true });
/** A time zone of the IANA database, such as `Asia/Shanghai`. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'no such time zone');
export const cursor = z.string().max(400);
/** Characters that turn the direction of what follows: a name that ends in one rewrites the sentence around it. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/;
/** Something that leaves a mark on paper; fillers and the empty Braille cell are letters and symbols that leave none. */
const MARK = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether there is anything to be seen in a text. */
export const isVisible = (text: string): boolean => MARK.test(text);

/** A line people typed: trimmed, without control characters, with something to be seen in it. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((s) => !/\p{Cc}/u.test(s) && !TURNS.test(s), 'control characters')
    .refine(isVisible, 'nothing to be seen');
export const optionalText = (max: number) => z.string().max(max);

/** A page of a list; `next` is the cursor of the following page, null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: cursor.nullable() });

/** A name in the two languages of the interface. */
export const localizedName = z.object({ zh: z.string(), en: z.string() });

/** A run of a text in which words were looked for, and whether it is one of them. */
export const fragment = z.object({ text: z.string(), hit: z.boolean() });
export type Fragment = z.infer<typeof fragment>;

/** RFC 9457 problem details with our stable `code`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** which fields were wrong, when `code` is `invalid_request` */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof problem>;

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const pageQuery = z.object({
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const idParams = z.object({ id });
export const empty = z.object({});

export const licenceKey = z.enum(LICENCE_KEYS);
