import { z } from 'zod';
import { id, licenceKey } from './common.js';

export const linkPreviewQuery = z.object({ schoolId: id, groupId: id });

/** What the school shares under one licence, and whether the others see it afterwards. */
export const licenceCount = z.object({ licence: licenceKey, resources: z.int(), seen: z.boolean() });

/**
 * What happens when a school leaves a group, or joins it, as things stand now. `leaving`: `shared` is what the school
 * shows to the others, of which they keep what the licence lets them; `received` what its people are shown by the
 * others. `joining`: `shared` is what opens to the others again, `received` what opens to its people.
 */
export const linkPreview = z.object({
  kind: z.enum(['leaving', 'joining']),
  school: z.object({ id, name: z.string(), people: z.int() }),
  group: z.object({ id, name: z.string(), otherPeople: z.int(), otherSchools: z.int() }),
  shared: z.array(licenceCount),
  received: z.object({ changes: z.int(), stays: z.int() }),
  /** rights to edit or manage that somebody on one side was given to resources of the other: they end */
  grants: z.int(),
});
export type LinkPreview = z.infer<typeof linkPreview>;
