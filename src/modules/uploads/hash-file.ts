import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { workerEntry } from '../../platform/sandbox/node-worker.js';

/** Up to here starting a thread costs more than hashing holds up the event loop (some milliseconds). */
const INLINE_BYTES = 4 * 1024 * 1024;

/** SHA-256 of a file in lower-case hex. Large files are hashed on a thread of their own, which ends with the signal. */
export async function hashFile(path: string, size: number, signal: AbortSignal): Promise<string> {
  if (size <= INLINE_BYTES)
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  signal.throwIfAborted();
  const worker = new Worker(workerEntry(import.meta.url, './hash.worker.js'), {
    workerData: path,
    resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 8 },
  });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      worker.once('message', (digest: string) => resolve(digest));
      worker.once('error', reject);
      worker.once('exit', () =>
        reject(signal.aborted ? signal.reason : new Error('The hashing thread ended')),
      );
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
