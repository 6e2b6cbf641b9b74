import { z } from 'zod';
import { HOUR, MINUTE } from '../../kernel/clock.js';
import { defineJob, type JobDefinition } from '../../platform/queue/index.js';

/** `askedBy`: whose turns the work takes */
const payload = z.object({ sha256: z.string().length(64), askedBy: z.string().optional() });
export type BlobPayload = z.output<typeof payload>;
export const blobOf = (p: BlobPayload) => p.sha256;

export const renderDocument = defineJob({
  name: 'processing.document',
  payload,
  key: blobOf,
  attempts: 3,
  timeoutMs: 20 * MINUTE,
  priority: 2,
  lane: 'document',
  why: 'makes page images and text of a document',
});

export const renderImage = defineJob({
  name: 'processing.image',
  payload,
  key: blobOf,
  attempts: 3,
  timeoutMs: 5 * MINUTE,
  priority: 1,
  lane: 'document',
  why: 'makes previews of a picture without what the camera wrote into it',
});

export const openVideo = defineJob({
  name: 'processing.video',
  payload,
  key: blobOf,
  attempts: 3,
  timeoutMs: 30 * MINUTE,
  priority: 0,
  lane: 'quick',
  why: 'makes a film playable at once where nothing has to be encoded, with poster and scrubber strip',
});

export const encodeLadder = defineJob({
  name: 'processing.ladder',
  payload,
  key: blobOf,
  attempts: 3,
  timeoutMs: 6 * HOUR,
  priority: 5,
  lane: 'video',
  why: 'encodes the smaller renditions of a film',
});

export const renderSound = defineJob({
  name: 'processing.sound',
  payload,
  key: blobOf,
  attempts: 3,
  timeoutMs: 30 * MINUTE,
  priority: 2,
  lane: 'video',
  why: 'makes a sound file that every browser plays',
});

/** Which job makes a kind of file visible; kinds without one are ready as they are. */
export const JOB_OF_KIND: Record<string, JobDefinition<BlobPayload>> = {
  document: renderDocument,
  presentation: renderDocument,
  spreadsheet: renderDocument,
  pdf: renderDocument,
  text: renderDocument,
  image: renderImage,
  video: openVideo,
  audio: renderSound,
};
