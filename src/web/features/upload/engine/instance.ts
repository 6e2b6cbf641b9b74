import { browserClock, browserDigest, browserServer } from './browser.js';
import { isMoving, UploadQueue } from './upload-queue.js';
import { Wire } from './wire.js';

const REDRAW_MS = 120;

let queue: UploadQueue | null = null;

/** The one queue of this tab; it outlives pages, so that browsing on does not stop an upload. */
export function uploadQueue(): UploadQueue {
  if (queue) return queue;
  const made = new UploadQueue(
    {
      server: browserServer,
      clock: browserClock,
      wire: new Wire(() => browserClock.now()),
      random: Math.random,
      digest: browserDigest,
    },
    (tell) => window.setTimeout(tell, REDRAW_MS),
  );
  window.addEventListener('beforeunload', (event) => {
    if (made.getSnapshot().items.some((i) => isMoving(i) || i.phase === 'paused')) event.preventDefault();
  });
  queue = made;
  return made;
}
