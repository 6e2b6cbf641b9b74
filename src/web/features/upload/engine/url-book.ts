import type { EngineClock, UploadServer } from './types.js';

/** An address is not used in its last seconds: the part must still arrive while it holds. */
const MARGIN_MS = 30_000;
const BATCH = 16;

/** Signed addresses of one upload's parts, fetched some at a time and again when they end. */
export class UrlBook {
  private readonly known = new Map<number, { url: string; until: number }>();
  private asking: Promise<void> = Promise.resolve();

  constructor(
    private readonly server: UploadServer,
    private readonly clock: EngineClock,
    private readonly uploadId: string,
    /** part numbers still to be sent, in order: the next ones are signed along with the one asked for */
    private readonly order: number[],
  ) {}

  /** The address for a part. Two callers never ask for the same batch. */
  async urlOf(number: number, signal: AbortSignal): Promise<string> {
    const ask = this.asking.catch(() => undefined).then(() => this.fetchIfNeeded(number, signal));
    this.asking = ask;
    await ask;
    const entry = this.known.get(number);
    if (!entry) throw new Error(`part ${number} was not signed`);
    return entry.url;
  }

  /** Forgets an address that was refused. */
  forget(number: number): void {
    this.known.delete(number);
  }

  private async fetchIfNeeded(number: number, signal: AbortSignal): Promise<void> {
    const entry = this.known.get(number);
    if (entry && entry.until - MARGIN_MS > this.clock.now()) return;
    const from = Math.max(0, this.order.indexOf(number));
    const numbers = this.order.slice(from, from + BATCH);
    const answer = await this.server.sign(this.uploadId, numbers.length > 0 ? numbers : [number], signal);
    for (const part of answer.parts) this.known.set(part.number, { url: part.url, until: answer.expiresAt });
  }
}
