/** Date headers count whole seconds, and an answer takes its time: less than this is no difference. */
const NOISE_MS = 2_000;

/**
 * The time by the store's clock, learnt from the Date header of its answers. Addresses that live for seconds are dated
 * by it: the store judges them by its own clock, and ours may be some seconds off.
 */
export class StoreClock {
  private aheadMs = 0;

  /** ms by which the store's clock is ahead of ours */
  get ahead(): number {
    return this.aheadMs;
  }

  /** ms since the epoch */
  now(): number {
    return Date.now() + this.aheadMs;
  }

  /** Takes note of an answer's Date header. */
  hear(date: string | undefined): void {
    const then = Date.parse(date ?? '');
    if (Number.isNaN(then)) return;
    const ahead = then - Date.now();
    this.aheadMs = Math.abs(ahead) <= NOISE_MS ? 0 : ahead;
  }
}
