import { AppError } from '../../kernel/errors.js';

export interface GateLimits {
  /** how many run at once */
  concurrency: number;
  /** how many may wait in one lane, and in all */
  perLane: number;
  total: number;
}

/**
 * Lets a few run at a time; the others wait in lanes that are served in turn, so that whoever sends a thousand
 * requests waits behind himself. A full lane or a full house is refused at once (`too_many_requests`).
 */
export class FairGate {
  private running = 0;
  private waiting = 0;
  private readonly lanes = new Map<string, (() => void)[]>();

  constructor(private readonly limits: GateLimits) {}

  async run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    if (this.running >= this.limits.concurrency) await this.wait(lane);
    else this.running += 1;
    try {
      return await work();
    } finally {
      this.next();
    }
  }

  /** Resolves when a place has been handed over. */
  private wait(lane: string): Promise<void> {
    const queue = this.lanes.get(lane) ?? [];
    if (queue.length >= this.limits.perLane || this.waiting >= this.limits.total)
      throw new AppError('too_many_requests', { retryAfterSeconds: 5 });
    this.lanes.set(lane, queue);
    this.waiting += 1;
    return new Promise((resolve) => queue.push(resolve));
  }

  /** Hands the place to the first of the lane whose turn it is, and puts that lane last. */
  private next(): void {
    const [lane, queue] = this.lanes.entries().next().value ?? [];
    const resume = queue?.shift();
    if (lane === undefined || !queue || !resume) {
      this.running -= 1;
      return;
    }
    this.waiting -= 1;
    this.lanes.delete(lane);
    if (queue.length > 0) this.lanes.set(lane, queue);
    resume();
  }
}
