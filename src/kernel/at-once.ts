import { AppError } from './errors.js';

/** When to ask again where no place was free. */
const RETRY_SECONDS = 10;

/** Places for work that takes long: so many at once for each person, and so many for all together. */
export class AtOnce {
  private readonly taken = new Map<string, number>();
  private all = 0;

  constructor(private readonly limits: { each: number; all: number }) {}

  /** Takes a place, which is free again once the function given back is called. Throws `too_many_requests`. */
  take(who: string): () => void {
    const own = this.taken.get(who) ?? 0;
    if (own >= this.limits.each || this.all >= this.limits.all)
      throw new AppError('too_many_requests', { retryAfterSeconds: RETRY_SECONDS });
    this.put(who, own + 1);
    let held = true;
    return () => {
      if (held) this.put(who, this.taken.get(who)! - 1);
      held = false;
    };
  }

  private put(who: string, count: number): void {
    this.all += count - (this.taken.get(who) ?? 0);
    if (count === 0) this.taken.delete(who);
    else this.taken.set(who, count);
  }
}
