import { browserClock, browserDigest, browserServer } from './browser.js';
import { Slots } from './slots.js';
import { isMoving, UploadQueue } from './upload-queue.js';

/** Parts on the wire over all files: a browser opens six connections to one host, and the page needs some. */
const PARTS_ON_THE_WIRE = 4;
const REDRAW_MS = 120;

let queue: UploadQueue | null = null;

/** The one queue of this tab; it outlives pages, so that browsing on does not stop an upload. */
export function uploadQueue(): UploadQueue {
  if (queue) return queue;
  const made = new UploadQueue(
    {
      server: browserServer,
      clock: browserClock,
      slots: new Slots(PARTS_ON_THE_WIRE),
      random: Math.random,
      digest: browserDigest,
    },
    (tell) => window.setTimeout(tell, REDRAW_MS),
  );
  window.addEventListener('beforeunload', (event) => {
    if (made.getSnapshot().items.some(isMoving)) event.preventDefault();
  });
  queue = made;
  return made;
}
