import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Answer, Request, WorkerStart } from './protocol.js';

/** Node 20's threads do not load TypeScript: seen from a source file (tests), the built entry under dist/ is meant. */
function entry(): URL {
  const here = import.meta.url;
  const at = here.lastIndexOf('/src/');
  const base = here.endsWith('.ts') ? `${here.slice(0, at)}/dist/${here.slice(at + 5)}` : here;
  return new URL('./fts.worker.js', base);
}

/** An error of SQLite or of ours, as it was in the thread. */
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

  /** @param prepare called with every new thread before anything else is asked of it */
  constructor(
    private readonly start: WorkerStart,
    private readonly prepare: (link: WorkerLink<T>) => Promise<void>,
  ) {}

  get isRunning(): boolean {
    return this.worker !== null;
  }

  /** Starts the thread unless it runs. */
  async ready(): Promise<void> {
    if (this.closed) throw new Error('the search engine is closed');
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
  async call<K extends keyof T & string>(call: K, ...args: Parameters<T[K]>): Promise<ReturnType<T[K]>> {
    await this.ready();
    return this.send(call, ...args);
  }

  /** Asks the thread as it is: for `prepare`. */
  send<K extends keyof T & string>(call: K, ...args: Parameters<T[K]>): Promise<ReturnType<T[K]>> {
    const { worker } = this;
    if (!worker) return Promise.reject(new Error('the search thread is not running'));
    const seq = (this.seq += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(seq, { resolve: (value) => resolve(value as ReturnType<T[K]>), reject });
      const request: Request = { seq, call, args };
      worker.postMessage(request);
    });
  }

  /** Lets the thread finish what it was asked, then ends it. */
  async close(): Promise<void> {
    this.closed = true;
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

  /** Starts the thread, unprepared, unless it runs. */
  spawn(): void {
    if (this.worker) return;
    const worker = new Worker(entry(), { workerData: this.start });
    this.worker = worker;
    let failure: Error = new Error('the search thread ended');
    worker.on('message', (answer: Answer) => this.settle(answer));
    worker.on('error', (error: Error) => {
      failure = error;
    });
    worker.on('exit', () => {
      this.worker = null;
      this.prepared = false;
      for (const { reject } of this.waiting.values()) reject(failure);
      this.waiting.clear();
    });
  }

  private settle(answer: Answer): void {
    const waiting = this.waiting.get(answer.seq);
    this.waiting.delete(answer.seq);
    if (!waiting) return;
    if ('error' in answer) {
      const { message, code, stack } = answer.error;
      waiting.reject(new SearchThreadError(message, code, stack));
    } else {
      waiting.resolve(answer.result);
    }
  }
}
