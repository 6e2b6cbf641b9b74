import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';

// Hashes one file away from the event loop of the server; answers with lower-case hex.
const hash = createHash('sha256');
await pipeline(createReadStream(workerData as string, { highWaterMark: 1024 * 1024 }), hash);
parentPort!.postMessage(hash.digest('hex'));
