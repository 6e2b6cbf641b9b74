import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

// Hashes one file away from the event loop of the server, through one buffer; answers with lower-case hex.
const hash = createHash('sha256');
const buffer = Buffer.allocUnsafe(1024 * 1024);
const file = openSync(workerData as string, 'r');
for (let bytes = readSync(file, buffer); bytes > 0; bytes = readSync(file, buffer))
  hash.update(buffer.subarray(0, bytes));
closeSync(file);
parentPort!.postMessage(hash.digest('hex'));
