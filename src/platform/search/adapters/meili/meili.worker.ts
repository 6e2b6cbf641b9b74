import { parentPort, workerData } from 'node:worker_threads';
import { warmSegmenter } from '../../text/segmenter.js';
import { failedAnswer, type Answer, type Request } from '../../threads/thread-calls.js';
import { MeiliReader } from './meili-reader.js';
import { MeiliWriter } from './meili-writer.js';
import type { WorkerStart } from './protocol.js';

/**
 * Entry of the threads that talk with Meilisearch: cutting long texts into words, reading large answers and putting
 * hits in order take milliseconds that the event loop of the program has not got.
 */
const { role, place, patienceMs } = workerData as WorkerStart;
const port = parentPort;
if (!port) throw new Error('meili.worker runs only as a worker thread');

const target: object = role === 'writer' ? new MeiliWriter(place) : new MeiliReader(place, patienceMs);
if (role === 'reader') setImmediate(warmSegmenter);

port.on('message', (request: Request) => {
  void answer(request).then((answered) => {
    port.postMessage(answered);
    // the client leaves timers behind that would keep the thread for minutes
    if (request.call === 'close') setImmediate(() => process.exit(0));
  });
});

async function answer({ seq, call, args }: Request): Promise<Answer> {
  try {
    const method: unknown = Reflect.get(target, call);
    if (typeof method !== 'function') throw new Error(`unknown call ${call}`);
    return { seq, result: await (Reflect.apply(method, target, args) as unknown) };
  } catch (error) {
    return failedAnswer(seq, error);
  }
}
