/** Requests at once: a browser opens six connections to one host, and the page needs some. */
const AT_ONCE = 4;
/** What is on the wire is lost by a reload: so much of the line's time it may be, beyond the one part that must. */
const LINE_MS = 3_000;
/** Goes beside a large part on any line: it is over before anybody waits for it. */
const SMALL_BYTES = 1024 * 1024;
/** A request that is shorter says more about the way there and back than about the line. */
const TELLING_BYTES = 256 * 1024;

interface Waiting {
  bytes: number;
  rank: number;
  go: () => void;
}

/**
 * Admits parts to the line, over all files: one at first, more only as the line proves fast, so that a slow line
 * finishes part after part instead of four at the very end. Of those that wait, the lowest rank goes first.
 */
export class Wire {
  private flights = 0;
  private bytes = 0;
  /** bytes of all requests that have ended well */
  private landed = 0;
  /** bytes a millisecond over all requests, as they went lately */
  private rate = 0;
  private waiting: Waiting[] = [];

  constructor(private readonly now: () => number) {}

  /** Runs `work`, which sends `bytes`, when there is room. Rejects with the signal's reason while it waits only. */
  async run<T>(
    signal: AbortSignal,
    { bytes, rank }: { bytes: number; rank: number },
    work: () => Promise<T>,
  ): Promise<T> {
    await this.take(signal, bytes, rank);
    const began = this.now();
    const before = this.landed;
    try {
      const result = await work();
      this.landed += bytes;
      if (bytes >= TELLING_BYTES) this.note((this.landed - before) / Math.max(1, this.now() - began));
      return result;
    } finally {
      this.flights -= 1;
      this.bytes -= bytes;
      this.admit();
    }
  }

  private take(signal: AbortSignal, bytes: number, rank: number): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        bytes,
        rank,
        go: () => {
          signal.removeEventListener('abort', gone);
          resolve();
        },
      };
      const gone = () => {
        this.waiting = this.waiting.filter((w) => w !== entry);
        reject(signal.reason as Error);
        this.admit();
      };
      signal.addEventListener('abort', gone, { once: true });
      const behind = this.waiting.findIndex((w) => w.rank > rank);
      this.waiting.splice(behind < 0 ? this.waiting.length : behind, 0, entry);
      this.admit();
    });
  }

  /** In order of rank: nothing overtakes one that waits for room, or a large part would never find any. */
  private admit(): void {
    for (let next = this.waiting[0]; next && this.hasRoom(next.bytes); next = this.waiting[0]) {
      this.waiting.shift();
      this.flights += 1;
      this.bytes += next.bytes;
      next.go();
    }
  }

  private hasRoom(bytes: number): boolean {
    if (this.flights === 0) return true;
    if (this.flights >= AT_ONCE) return false;
    return bytes <= SMALL_BYTES || this.bytes + bytes <= this.rate * LINE_MS;
  }

  private note(seen: number): void {
    this.rate = this.rate === 0 ? seen : (this.rate + seen) / 2;
  }
}
