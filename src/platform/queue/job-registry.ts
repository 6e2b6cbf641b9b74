import { NeverRetry } from '../../kernel/errors.js';
import type { Tx } from '../database/database.port.js';
import {
  declaredJobs,
  subscriptionJob,
  type EventDefinition,
  type HandlerOptions,
  type JobContext,
  type JobDefinition,
  type JobFailure,
  type JobHandler,
  type JobMeta,
  type Subscription,
} from './job-definition.js';

/** A job with its handler, reading its payload from the text of the row. */
export interface RegisteredJob {
  readonly meta: JobMeta;
  /** @throws NeverRetry when the text is not a payload of this job */
  run(payload: string, context: JobContext): Promise<void>;
  dead(tx: Tx, payload: string, failure: JobFailure): Promise<void>;
}

/** Asks for the subscription's job with the event's payload. */
type Emit = (add: AddJob, payload: unknown) => Promise<void>;
type AddJob = <P>(job: JobDefinition<P>, payload: P) => Promise<unknown>;

/** Which handler belongs to which job, and who listens to which event. Filled while the modules start. */
export class JobRegistry {
  private readonly handlers = new Map<string, RegisteredJob>();
  private readonly listeners = new Map<string, Emit[]>();

  /** Binds the one handler of a job; a second one is refused. */
  handle<P>(job: JobDefinition<P>, handler: JobHandler<P>, options: HandlerOptions<P> = {}): void {
    if (this.handlers.has(job.name)) throw new Error(`Job ${job.name} has two handlers.`);
    const read = (text: string): P => {
      const payload = job.payload.safeParse(JSON.parse(text));
      if (!payload.success) throw new NeverRetry(`not a payload of ${job.name}`, { cause: payload.error });
      return payload.data;
    };
    this.handlers.set(job.name, {
      meta: job,
      run: async (text, context) => handler(read(text), context),
      dead: async (tx, text, failure) => {
        if (!options.onDead) return;
        const payload = job.payload.safeParse(JSON.parse(text));
        if (payload.success) await options.onDead(tx, payload.data, failure);
      },
    });
  }

  /** Reacts to an event by a job of its own, named in `how`. */
  on<P>(
    event: EventDefinition<P>,
    how: Subscription<P>,
    handler: JobHandler<P>,
    options: HandlerOptions<P> = {},
  ): void {
    const job = subscriptionJob(event, how);
    this.handle(job, handler, options);
    const emits = this.listeners.get(event.name) ?? [];
    emits.push(async (add, payload) => void (await add(job, event.payload.parse(payload))));
    this.listeners.set(event.name, emits);
  }

  /** What to do when an event happens: one entry per subscription. */
  subscriptions(eventName: string): readonly Emit[] {
    return this.listeners.get(eventName) ?? [];
  }

  get(name: string): RegisteredJob | undefined {
    return this.handlers.get(name);
  }

  all(): readonly RegisteredJob[] {
    return [...this.handlers.values()];
  }

  /** @throws Error naming the declared jobs that nobody handles */
  assertComplete(names: Iterable<string> = declaredJobs()): void {
    const missing = [...names].filter((name) => !this.handlers.has(name));
    if (missing.length > 0) throw new Error(`Jobs without a handler: ${missing.join(', ')}.`);
  }
}
