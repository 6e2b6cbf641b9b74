import type { ZodType } from 'zod';
import type { Lane } from '../../kernel/lanes.js';
import type { Tx } from '../database/database.port.js';

interface JobOptions<P> {
  /** `module.what`, at most 100 characters; stable, it stands in rows */
  name: string;
  /** tries in all before the job is dead; those that end together with their process are counted apart */
  attempts: number;
  timeoutMs: number;
  /** 0 = a person waits … 9 = whenever there is time */
  priority: number;
  /** `quick` unless said otherwise */
  lane?: Lane;
  /**
   * The duplicate rule: of one name and key (at most 200 characters) one job waits at most, taking the newest
   * payload and the earliest time; one that comes while its twin runs is kept and runs after it.
   */
  key?: (payload: P) => string;
}

/** What a job is called and how it is run; the payload's type is only known to {@link JobDefinition}. */
export interface JobMeta {
  readonly name: string;
  readonly attempts: number;
  readonly timeoutMs: number;
  readonly priority: number;
  readonly lane: Lane;
}

export interface JobDefinition<P> extends JobMeta {
  readonly payload: ZodType<P>;
  readonly key: ((payload: P) => string) | null;
  readonly why: string;
}

/** News that any number of modules may react to; each reaction is a job of its own. */
export interface EventDefinition<P> {
  readonly name: string;
  readonly payload: ZodType<P>;
}

/** How a module reacts to an event: the job's name and rules; the payload is the event's. */
export type Subscription<P> = JobOptions<P>;

/** What a handler is given besides its payload. */
export interface JobContext {
  readonly jobId: string;
  /** 1 for the first try */
  readonly attempt: number;
  /** Fires at the deadline, when the process stops, and when another attempt has taken over. */
  readonly signal: AbortSignal;
  /** Throws unless this attempt is still the current one; call it in every unit that writes a result. */
  fence(tx: Tx): Promise<void>;
  /** Fences, and marks the job done in this very unit: its effects and its end commit together. */
  complete(tx: Tx): Promise<void>;
}

export type JobHandler<P> = (payload: P, context: JobContext) => Promise<void>;

/** Why a job died; `error` is what the last attempt threw, or null when the process died under it. */
export interface JobFailure {
  readonly jobId: string;
  readonly message: string;
  readonly error: unknown;
}

export interface HandlerOptions<P> {
  /** Runs in the unit that marks the job dead: the place to say "failed" on what the job was about. */
  onDead?: (tx: Tx, payload: P, failure: JobFailure) => Promise<void>;
}

const declared = new Set<string>();

/** Names of all jobs declared in this program, for the check that each has a handler. */
export const declaredJobs = (): ReadonlySet<string> => declared;

/** Declares a job. The declaration is all that those who ask for it need to know. */
export function defineJob<P>(
  options: JobOptions<P> & {
    payload: ZodType<P>;
    /** what it is for, in one sentence */
    why: string;
  },
): JobDefinition<P> {
  declared.add(options.name);
  return jobOf(options, options.payload, options.why);
}

/** Declares an event. */
export function defineEvent<P>(options: { name: string; payload: ZodType<P> }): EventDefinition<P> {
  return options;
}

/** The job by which a subscription reacts to an event. */
export function subscriptionJob<P>(event: EventDefinition<P>, how: Subscription<P>): JobDefinition<P> {
  return jobOf(how, event.payload, `on ${event.name}`);
}

function jobOf<P>(options: JobOptions<P>, payload: ZodType<P>, why: string): JobDefinition<P> {
  const { name, attempts, timeoutMs, priority, lane = 'quick', key = null } = options;
  if (name.length > 100 || attempts < 1 || timeoutMs <= 0 || priority < 0 || priority > 9) {
    throw new Error(`Job ${name}: name, attempts, timeout or priority out of range.`);
  }
  return { name, attempts, timeoutMs, priority, lane, key, payload, why };
}
