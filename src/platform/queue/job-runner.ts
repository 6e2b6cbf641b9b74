import { Logger } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { isDiskFull } from '../../kernel/disk-full.js';
import { NeverRetry, RetryLater } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { Database, Tx } from '../database/database.port.js';
import { AttemptRepository, type AttemptRef } from './attempt.repository.js';
import type { GroupCommit } from './group-commit.js';
import type { JobContext, JobFailure } from './job-definition.js';
import type { JobRegistry, RegisteredJob } from './job-registry.js';
import type { OutboxJob } from './outbox.repository.js';
import type { Delivery, DeliveryOutcome } from './queue.port.js';

export interface RunnerOptions {
  /** an attempt that has not been heard of for so long is taken over */
  leaseMs: number;
  /** ms to wait after the n-th failed attempt */
  backOffMs: (attempt: number) => number;
  /** after how many attempts that ended together with their process a job is dead, if it may fail less often */
  processEnds: number;
}

/** A job that runs when its process is killed is rarely the reason; one that is the reason must end, too. */
export const PROCESS_ENDS = 10;

/** Thrown by `fence`: another attempt has taken the job over, so this one must not write. */
export class AttemptLost extends Error {
  constructor() {
    super('Another attempt has taken this job over.');
    this.name = 'AttemptLost';
  }
}

/** The job was not done in time; what the handler threw when its signal fired matters less. */
export class JobDeadline extends Error {
  constructor(timeoutMs: number) {
    super(`not done after ${timeoutMs} ms`);
    this.name = 'JobDeadline';
  }
}

/** 1 s, 3 s, 9 s … at most 10 minutes, spread by half either way so that what failed together does not return together. */
export const exponentialBackOff = (attempt: number): number =>
  Math.min(600_000, 1_000 * 3 ** (attempt - 1)) * (0.5 + Math.random());

/** what a handler gets to end after its signal has fired */
const LAST_WORDS_MS = 1_000;
/** longest wait for a running job of the same key */
const TWIN_WAIT_MS = 15_000;
const FAILED_BURIAL_MS = 30_000;
const DISK_FULL_MS = 60_000;

type Begin =
  | { kind: 'run'; job: OutboxJob; ref: AttemptRef }
  | { kind: 'exhausted'; job: OutboxJob }
  | { kind: 'outcome'; outcome: DeliveryOutcome };

interface Running {
  ref: AttemptRef;
  controller: AbortController;
}

const FINISHED: DeliveryOutcome = { again: null };

/** Tries one delivery: takes the job's row for an attempt, runs the handler, and writes down how it ended. */
export class JobRunner {
  private readonly log = new Logger('JobRunner');
  private readonly attempts = new AttemptRepository();
  private readonly running = new Map<string, Running>();
  private heartbeat: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly commits: GroupCommit,
    private readonly registry: JobRegistry,
    private readonly clock: Clock,
    private readonly options: RunnerOptions,
  ) {}

  /** Resolves when no heartbeat is being written; for after the last delivery has ended. */
  async quiet(): Promise<void> {
    await this.beating;
  }

  async run(delivery: Delivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    const registered = this.registry.get(delivery.name);
    if (!registered) throw new Error(`Job ${delivery.name} has no handler here.`);
    const begin = await this.commits.run((tx) => this.begin(tx, delivery.id, registered));
    switch (begin.kind) {
      case 'outcome':
        return begin.outcome;
      case 'exhausted':
        return this.bury(registered, begin.job, null, null);
      case 'run':
        return this.attempt(registered, begin.job, begin.ref, signal);
    }
  }

  private async begin(tx: Tx, jobId: string, { meta }: RegisteredJob): Promise<Begin> {
    const now = this.clock.now();
    const job = await this.attempts.lock(tx, jobId);
    const outcome = (again: number | null): Begin => ({ kind: 'outcome', outcome: { again } });
    if (!job || job.state !== 'open') return outcome(null);
    if (job.leaseUntil !== null && job.leaseUntil > now) return outcome(job.leaseUntil);
    // A queue counts by the clock of its own server. What was meant to begin at once begins, even where ours is behind.
    if (job.notBefore > now && job.notBefore > job.createdAt) return outcome(job.notBefore);
    const twin = await this.attempts.runningTwin(tx, job, now);
    if (twin)
      return outcome(now + Math.round(Math.min(TWIN_WAIT_MS, 250 + (now - (twin.startedAt ?? now)) / 2)));
    // An attempt that nobody has ended has ended together with its process.
    const processEnds = job.processEnds + (job.attemptId === null ? 0 : 1);
    const begun = { ...job, processEnds };
    const mostEnds = Math.max(this.options.processEnds, meta.attempts);
    if (failuresOf(begun) >= meta.attempts || processEnds >= mostEnds)
      return { kind: 'exhausted', job: begun };
    const ref = { jobId, attemptId: newId() };
    const leaseUntil = now + this.options.leaseMs;
    await this.attempts.start(tx, job, {
      ...{ attemptId: ref.attemptId, processEnds, startedAt: now, leaseUntil },
    });
    return { kind: 'run', job: begun, ref };
  }

  private async attempt(
    registered: RegisteredJob,
    job: OutboxJob,
    ref: AttemptRef,
    outer: AbortSignal,
  ): Promise<DeliveryOutcome> {
    const controller = new AbortController();
    const stop = (): void => controller.abort(outer.reason);
    if (outer.aborted) stop();
    else outer.addEventListener('abort', stop, { once: true });
    const deadline = setTimeout(
      () => controller.abort(new JobDeadline(registered.meta.timeoutMs)),
      registered.meta.timeoutMs,
    );
    this.keepAlive(ref, controller);
    let completed = false;
    const context: JobContext = {
      jobId: job.id,
      attempt: job.attempts + 1,
      signal: controller.signal,
      fence: async (tx) => {
        if (!(await this.attempts.holds(tx, ref))) throw new AttemptLost();
      },
      complete: async (tx) => {
        if (!(await this.attempts.finish(tx, ref, 'done', this.clock.now(), null))) throw new AttemptLost();
        tx.afterCommit(() => {
          completed = true;
        });
      },
    };
    let failure: { error: unknown } | null = null;
    try {
      await settled(registered.run(job.payload, context), controller.signal);
    } catch (error) {
      failure = { error };
    } finally {
      clearTimeout(deadline);
      outer.removeEventListener('abort', stop);
      this.letGo(ref);
    }
    if (completed) return FINISHED;
    if (!failure) {
      await this.commits.run((tx) => this.attempts.finish(tx, ref, 'done', this.clock.now(), null));
      return FINISHED;
    }
    return this.failed(registered, job, ref, failure.error, controller.signal);
  }

  private async failed(
    registered: RegisteredJob,
    job: OutboxJob,
    ref: AttemptRef,
    thrown: unknown,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome> {
    const late = signal.reason instanceof JobDeadline && !(thrown instanceof NeverRetry);
    const error: unknown = late ? signal.reason : thrown;
    const now = this.clock.now();
    const release = async (counted: number, again: number, text: string | null): Promise<DeliveryOutcome> => {
      const held = await this.commits.run((tx) => this.attempts.release(tx, ref, counted, again, text));
      return held ? { again } : FINISHED;
    };
    if (signal.aborted && !(signal.reason instanceof JobDeadline)) return release(job.attempts, now, null);
    if (error instanceof AttemptLost) return FINISHED;
    if (error instanceof RetryLater) return release(job.attempts, now + error.delayMs, message(error));
    // No fault of the work: it waits until somebody has made room.
    if (isDiskFull(error)) return release(job.attempts, now + DISK_FULL_MS, message(error));
    const failures = failuresOf(job) + 1;
    const final = error instanceof NeverRetry || failures >= registered.meta.attempts;
    if (final) return this.bury(registered, job, ref, error);
    this.log.warn(`${job.name} ${job.id}, attempt ${job.attempts + 1}: ${message(error)}`);
    const again = Math.round(now + this.options.backOffMs(failures));
    return release(job.attempts + 1, again, message(error));
  }

  /** Marks the job dead together with what its module makes of that. When this fails, it is tried again later. */
  private async bury(
    registered: RegisteredJob,
    job: OutboxJob,
    ref: AttemptRef | null,
    error: unknown,
  ): Promise<DeliveryOutcome> {
    const text = ref ? message(error) : wornOut(job);
    const failure: JobFailure = { jobId: job.id, message: text, error: ref ? error : null };
    try {
      await this.database.transaction(async (tx) => {
        const now = this.clock.now();
        if (ref) {
          if (!(await this.attempts.finish(tx, ref, 'dead', now, text))) throw new AttemptLost();
        } else {
          const current = await this.attempts.lock(tx, job.id);
          if (current?.state !== 'open' || current.attemptId !== job.attemptId) throw new AttemptLost();
          await this.attempts.bury(tx, job.id, now, text);
        }
        await registered.dead(tx, job.payload, failure);
      });
    } catch (burial) {
      if (burial instanceof AttemptLost) return FINISHED;
      this.log.error(`${job.name} ${job.id}: could not be marked dead: ${message(burial)}`);
      const again = this.clock.now() + FAILED_BURIAL_MS;
      // No further attempt of the work itself: only the burial is repeated.
      if (ref) {
        const counted = Math.max(job.attempts + 1, job.processEnds + registered.meta.attempts);
        await this.commits.run((tx) => this.attempts.release(tx, ref, counted, again, text));
      }
      return { again };
    }
    this.log.error(`${job.name} ${job.id} is dead: ${text}`);
    return FINISHED;
  }

  private keepAlive(ref: AttemptRef, controller: AbortController): void {
    this.running.set(ref.attemptId, { ref, controller });
    this.heartbeat ??= setInterval(() => this.beat(), this.options.leaseMs / 3);
  }

  private letGo(ref: AttemptRef): void {
    this.running.delete(ref.attemptId);
    if (this.running.size > 0) return;
    clearInterval(this.heartbeat);
    this.heartbeat = undefined;
  }

  private beat(): void {
    const all = [...this.running.values()];
    const refs = all.map((one) => one.ref);
    this.beating = this.commits
      .run((tx) => this.attempts.renew(tx, refs, this.clock.now() + this.options.leaseMs))
      .then(
        (lost) => {
          for (const one of all) {
            // One that has ended meanwhile is no longer in the map: nobody took it over.
            if (lost.includes(one.ref.jobId) && this.running.has(one.ref.attemptId)) {
              one.controller.abort(new AttemptLost());
            }
          }
        },
        (error: unknown) => this.log.warn(`Heartbeat failed: ${String(error)}`),
      );
  }
}

/** The handler's end; once the signal has fired, at most a moment longer, and then its reason is thrown. */
async function settled(handler: Promise<void>, signal: AbortSignal): Promise<void> {
  let giveUp: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  const cut = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      giveUp = setTimeout(() => reject(signal.reason as Error), LAST_WORDS_MS);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    await Promise.race([handler, cut]);
  } finally {
    clearTimeout(giveUp);
    signal.removeEventListener('abort', onAbort);
  }
}

/** Attempts that failed by themselves. */
function failuresOf({ attempts, processEnds }: OutboxJob): number {
  return attempts - processEnds;
}

/** Why a job is dead that nobody tries once more. */
function wornOut({ lastError, processEnds }: OutboxJob): string {
  return lastError ?? `The process ended in each of ${processEnds} attempts.`;
}

function message(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, 2_000);
}
