import { z } from 'zod';
import { description } from './resources.js';

/**
 * A reviewer corrects what is said of a resource: nothing that it holds, and not who sees it. Fields left out stay.
 * Sent with If-Match: the `rev` of the submission; `resourceRev`: that of the resource, as both were read.
 */
export const correctRequest = description.extend({
  title: z.string().trim().min(1).max(200).optional(),
  type: z.string().max(40).optional(),
  resourceRev: z.int(),
});
/** `moved`: its new subject is somebody else's to review, and they have been told. */
export const correctResult = z.object({ moved: z.boolean() });
export type CorrectResult = z.infer<typeof correctResult>;
