import { z } from 'zod';
import { defineEvent } from '../../platform/queue/index.js';

const blob = z.object({ sha256: z.string().length(64) });

/** Bytes that were not there before (or that are to be processed again): somebody makes them visible, in turns of who asked. */
export const blobAdded = defineEvent({
  name: 'files.blob-added',
  payload: blob.extend({ askedBy: z.string().optional() }),
});
/** The text inside a blob can be read now. */
export const textReady = defineEvent({ name: 'files.text-ready', payload: blob });
