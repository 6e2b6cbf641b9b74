import { parentPort, workerData } from 'node:worker_threads';
import { IndexReader } from './index-reader.js';
import { IndexWriter } from './index-writer.js';
import type { WorkerStart } from './protocol.js';
import { warmSegmenter } from '../../text/segmenter.js';
import { failedAnswer, type Answer, type Request } from '../../threads/thread-calls.js';

/** Entry of the search threads: answers the calls of protocol.ts one after the other. */
const { role, directory } = workerData as WorkerStart;
const port = parentPort;
if (!port) throw new Error('fts.worker runs only as a worker thread');

const target: object = role === 'writer' ? new IndexWriter(directory) : new IndexReader();
let warmed = role === 'writer';

port.on('message', ({ seq, call, args }: Request) => {
  port.postMessage(answer(seq, call, args));
  if (call === 'close') port.close();
  else if (!warmed) {
    // after the first answer (to `open`), so that the start does not wait for the dictionary
    warmed = true;
    setImmediate(warmSegmenter);
  }
});

function answer(seq: number, call: string, args: unknown[]): Answer {
  try {
    const method: unknown = Reflect.get(target, call);
    if (typeof method !== 'function') throw new Error(`unknown call ${call}`);
    return { seq, result: Reflect.apply(method, target, args) };
  } catch (error) {
    return failedAnswer(seq, error);
  }
}
