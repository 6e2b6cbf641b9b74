import { setTimeout as sleep } from 'node:timers/promises';
import {
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  type EnqueuedTask,
  type Task,
} from 'meilisearch';

/** Where a server is, and how the names of our indexes begin there. */
export interface MeiliPlace {
  url: string;
  key: string;
  index: string;
}

/** Something about the server that the caller can act upon. Crosses threads by its `code`. */
export class MeiliError extends Error {
  override readonly name = 'MeiliError';
  constructor(
    /**
     * `away`: no answer; `missing`: no such index; `refused`: the key lacks a right; `failed`: a task failed; `hidden`: a
     * task that the key may not see
     */
    readonly code: 'away' | 'missing' | 'refused' | 'failed' | 'hidden',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Between two looks at a task: small changes take 50 to 150 ms, what takes longer is looked at less often. */
const LOOK_MS = 25;
const LOOK_AT_MOST_MS = 250;
const LOOK_GROWTH = 1.2;

/**
 * The official client.
 * @param timeoutMs for each request
 */
export function connect({ url, key }: MeiliPlace, timeoutMs: number): Meilisearch {
  return new Meilisearch({
    host: url,
    apiKey: key,
    timeout: timeoutMs,
    // a compressed answer larger than a packet waits 40 ms for an acknowledgement
    requestInit: { headers: { 'Accept-Encoding': 'identity' } },
  });
}

/** Runs a request; what goes wrong is told as a {@link MeiliError}. */
export async function ask<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw told(error);
  }
}

/**
 * Waits until a task is done. Not with the client's own waiting, which leaves a listener behind at each look.
 * @throws MeiliError `failed` with the server's sentence when it was not done, `away` when it is not over in time
 */
export async function done(
  client: Meilisearch,
  task: Promise<EnqueuedTask>,
  timeoutMs = 10 * 60_000,
): Promise<Task> {
  const { taskUid, type } = await ask(() => task);
  const until = performance.now() + timeoutMs;
  for (let wait = LOOK_MS; ; wait = Math.min(wait * LOOK_GROWTH, LOOK_AT_MOST_MS)) {
    const seen = await ask(() => client.tasks.getTask(taskUid));
    if (seen.status === 'succeeded') return seen;
    if (seen.status !== 'enqueued' && seen.status !== 'processing') {
      const code = seen.error?.code === 'index_not_found' ? 'missing' : 'failed';
      throw new MeiliError(code, `Meilisearch did not finish ${type}: ${seen.error?.message ?? seen.status}`);
    }
    if (performance.now() > until)
      throw new MeiliError('away', `Meilisearch did not finish ${type} within ${timeoutMs / 1_000} s`);
    await sleep(wait);
  }
}

function told(error: unknown): unknown {
  if (error instanceof MeiliError) return error;
  if (error instanceof MeilisearchRequestError)
    return new MeiliError('away', `Meilisearch does not answer: ${reason(error.cause)}`, { cause: error });
  if (!(error instanceof MeilisearchApiError)) return error;
  const { status } = error.response;
  if (error.cause?.code === 'index_not_found') return new MeiliError('missing', error.message);
  if (error.cause?.code === 'task_not_found') return new MeiliError('hidden', error.message);
  if (status === 401 || status === 403) return new MeiliError('refused', error.message);
  if (status === 429 || status >= 500)
    return new MeiliError('away', `Meilisearch answers ${status}: ${error.message}`);
  return error;
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner: unknown = cause.cause;
  return inner instanceof Error && inner.message !== '' ? inner.message : cause.message;
}
