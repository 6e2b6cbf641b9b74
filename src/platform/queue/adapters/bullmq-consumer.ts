import { Logger } from '@nestjs/common';
import { DelayedError, Worker, type Job, type WorkerOptions } from 'bullmq';
import type { Clock } from '../../../kernel/clock.js';
import type { Consumer, Delivery, DeliveryOutcome, Work } from '../queue.port.js';

/** a delivery whose work threw, or that this consumer does not know, waits this long */
const PAUSE_MS = 2_000;
/** what work gets to end after its signal has fired, before its delivery is handed back */
const LAST_WORDS_MS = 1_500;
/** what closing the connections gets before they are cut */
const CLOSE_MS = 2_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

interface InHand {
  controller: AbortController;
  handBack: () => void;
  ended: Promise<void>;
}

/** Works off the deliveries of one BullMQ queue. */
export class BullmqConsumer implements Consumer {
  private readonly log = new Logger('BullmqQueue');
  private readonly held = new Map<string, InHand>();
  private readonly worker: Worker;
  private stopping = false;

  constructor(
    queue: string,
    private readonly names: ReadonlySet<string>,
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly isConnected: () => boolean,
    /** ends the connection that this consumer waits on */
    private readonly cut: () => void,
    options: WorkerOptions,
  ) {
    this.worker = new Worker(queue, (job, token) => this.process(job, token), {
      ...options,
      // A delivery may be taken over any number of times: the outbox counts attempts, not the queue.
      maxStalledCount: 1_000_000_000,
    });
    this.worker.on('error', (error) => this.log.warn(`Redis: ${error.message}`));
    this.worker.on('lockRenewalFailed', (ids) => {
      for (const id of ids) this.held.get(id)?.controller.abort(new Error('The lease was lost.'));
    });
  }

  /** Resolves when deliveries are being taken. */
  async ready(): Promise<void> {
    await this.worker.waitUntilReady();
  }

  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    await this.worker.pause(true);
    await this.ends(graceMs);
    for (const one of this.held.values()) one.controller.abort(new Error('The worker is stopping.'));
    await this.ends(LAST_WORDS_MS);
    for (const one of this.held.values()) one.handBack();
    await this.ends(CLOSE_MS);
    // While Redis is away a peaceful end would wait for it to come back.
    await Promise.race([this.worker.close(!this.isConnected()), sleep(CLOSE_MS)]);
    this.cut();
  }

  private async ends(withinMs: number): Promise<void> {
    if (this.held.size === 0) return;
    await Promise.race([Promise.all([...this.held.values()].map((one) => one.ended)), sleep(withinMs)]);
  }

  private async process(job: Job, token: string | undefined): Promise<void> {
    const { again } = await this.outcome(job);
    if (again === null) return;
    // BullMQ takes an instant of the machine's clock.
    await job.moveToDelayed(Date.now() + Math.max(0, again - this.clock.now()), token);
    throw new DelayedError();
  }

  private async outcome(job: Job): Promise<DeliveryOutcome> {
    const now = this.clock.now();
    if (this.stopping) return { again: now };
    if (!this.names.has(job.name)) return { again: now + PAUSE_MS };
    const delivery: Delivery = {
      id: job.id!,
      name: job.name,
      priority: (job.opts.priority ?? 1) - 1,
      notBefore: now,
    };
    const controller = new AbortController();
    const one: InHand = { controller, handBack: () => undefined, ended: Promise.resolve() };
    const handedBack = new Promise<DeliveryOutcome>((resolve) => {
      one.handBack = () => resolve({ again: this.clock.now() });
    });
    const result = Promise.race([this.tried(delivery, controller.signal), handedBack]);
    one.ended = result.then(() => void this.held.delete(delivery.id));
    this.held.set(delivery.id, one);
    return result;
  }

  private async tried(delivery: Delivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    try {
      return await this.work(delivery, signal);
    } catch (error) {
      this.log.warn(`A delivery of ${delivery.name} failed: ${String(error)}`);
      return { again: this.clock.now() + PAUSE_MS };
    }
  }
}
