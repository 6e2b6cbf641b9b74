import {
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  type EnqueuedTaskPromise,
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

/** A task is looked at so often; small changes take 50 to 150 ms. */
const TASK_INTERVAL_MS = 25;

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
 * Waits until a task is done.
 * @throws MeiliError `failed` with the server's sentence when it was not done
 */
export async function done(task: EnqueuedTaskPromise, timeoutMs = 10 * 60_000): Promise<Task> {
  const ended = await ask(() => task.waitTask({ interval: TASK_INTERVAL_MS, timeout: timeoutMs }));
  if (ended.status !== 'succeeded') {
    const code = ended.error?.code === 'index_not_found' ? 'missing' : 'failed';
    throw new MeiliError(
      code,
      `Meilisearch did not finish ${ended.type}: ${ended.error?.message ?? ended.status}`,
    );
  }
  return ended;
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
