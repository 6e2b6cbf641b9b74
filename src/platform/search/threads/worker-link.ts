import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Answer, Request } from './thread-calls.js';

/** Where a thread begins and what it is given. */
export interface ThreadStart {
  entry: URL;
  data: unknown;
}

/**
 * The entry file of a thread that lies beside `from` (an import.meta.url). Node 20's threads do not load TypeScript:
 * seen from a source file (tests), the built entry under dist/ is meant.
 */
export function threadEntry(file: string, from: string): URL {
  const at = from.lastIndexOf('/src/');
  const base = from.endsWith('.ts') ? `${from.slice(0, at)}/dist/${from.slice(at + 5)}` : from;
  return new URL(file, base);
}

/** An error as it was in the thread. */
export class SearchThreadError extends Error {
  constructor(
    message: string,
    readonly code: string | null,
    stack: string | undefined,
  ) {
    super(message);
    this.name = 'SearchThreadError';
    if (stack) this.stack = stack;
  }
}

type Calls<T> = { [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => R : never };

interface Rest {
  afterMs: number;
  /** whether the thread holds something that is not in a file */
  unless: () => boolean;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * A thread and the calls under way in it. When the thread dies, its calls are refused and the next one starts another
 * thread, after `prepare`.
 */
export class WorkerLink<T extends Calls<T>> {
  private worker: Worker | null = null;
  private starting: Promise<void> | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private seq = 0;
  private closed = false;
  private prepared = false;
  private died = false;
  private idle: NodeJS.Timeout | null = null;
  private resting: Promise<void> | null = null;

  /**
   * @param prepare called with every new thread before anything else is asked of it
   * @param rest ends a thread that was asked nothing for so long, which frees its memory; the next call starts another
   */
  constructor(
    private readonly start: ThreadStart,
    private readonly prepare: (link: WorkerLink<T>) => Promise<void>,
    private readonly rest: Rest | null = null,
  ) {}

  get isRunning(): boolean {
    return this.worker !== null;
  }

  /** Whether the thread before this one ended on its own. */
  get hasDied(): boolean {
    return this.died;
  }

  /** Starts the thread unless it runs. */
  async ready(): Promise<void> {
    if (this.closed) throw new Error('the search engine is closed');
    await this.resting;
    if (!this.prepared) {
      this.prepared = true;
      this.spawn();
      this.starting = this.prepare(this).catch((error: unknown) => {
        this.prepared = false;
        throw error;
      });
    }
    await this.starting;
  }

  /** Asks the thread, starting it where needed. */
  async call<K extends keyof T & string>(
    call: K,
    ...args: Parameters<T[K]>
  ): Promise<Awaited<ReturnType<T[K]>>> {
    await this.ready();
    return this.send(call, ...args);
  }

  /** Asks the thread as it is: for `prepare`. */
  send<K extends keyof T & string>(call: K, ...args: Parameters<T[K]>): Promise<Awaited<ReturnType<T[K]>>> {
    const { worker } = this;
    if (!worker) return Promise.reject(new Error('the search thread is not running'));
    const seq = (this.seq += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(seq, { resolve: (value) => resolve(value as Awaited<ReturnType<T[K]>>), reject });
      const request: Request = { seq, call, args };
      worker.postMessage(request);
    });
  }

  /** Lets the thread finish what it was asked, then ends it. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.idle) clearTimeout(this.idle);
    await this.resting;
    await this.end();
  }

  private async end(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    const exit = once(worker, 'exit');
    await this.send('close' as keyof T & string, ...([] as unknown as Parameters<T[keyof T & string]>)).catch(
      () => {
        // it died meanwhile, which is what was wanted
      },
    );
    await exit;
  }

  /** Called after every answer: the thread may rest when no call has followed for long enough. */
  private tire(): void {
    if (!this.rest || this.closed) return;
    if (this.idle) clearTimeout(this.idle);
    const { afterMs, unless } = this.rest;
    this.idle = setTimeout(() => {
      if (this.waiting.size > 0 || unless()) return this.tire();
      this.resting = this.end().finally(() => {
        this.died = false;
        this.resting = null;
      });
    }, afterMs);
    this.idle.unref();
  }

  /** Starts the thread, unprepared, unless it runs. */
  spawn(): void {
    if (this.worker) return;
    const worker = new Worker(this.start.entry, { workerData: this.start.data });
    this.worker = worker;
    let failure: Error = new Error('the search thread ended');
    worker.on('message', (answer: Answer) => this.settle(answer));
    worker.on('error', (error: Error) => {
      failure = error;
    });
    worker.on('exit', () => {
      this.worker = null;
      this.prepared = false;
      this.died = true;
      for (const { reject } of this.waiting.values()) reject(failure);
      this.waiting.clear();
    });
  }

  private settle(answer: Answer): void {
    const waiting = this.waiting.get(answer.seq);
    this.waiting.delete(answer.seq);
    this.tire();
    if (!waiting) return;
    if ('error' in answer) {
      const { message, code, stack } = answer.error;
      waiting.reject(new SearchThreadError(message, code, stack));
    } else {
      waiting.resolve(answer.result);
    }
  }
}
