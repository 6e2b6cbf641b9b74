import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** ms after the start: its own jobs are over by then, and hardly anybody is there yet */
const AFTER_START_MS = 3_000;

/**
 * V8 doubles the space for young objects up to 2 × 16 MB while the program loads and keeps it for good; what requests
 * make fits into far less. It has to be said before anything else is loaded.
 */
export function keepYoungSpaceSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * A quarter of the heap is what loading the program left behind. V8 would collect it when the heap has grown by half
 * again, which in a quiet installation is never; collected once (about 0.1 s), it is room for the work to come.
 */
export function collectAfterStart(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setTimeout(collect, AFTER_START_MS).unref();
}
