import { backOff } from './back-off.js';
import { heldBytes, missingParts, type Part } from './part-plan.js';
import {
  type EngineClock,
  type RemoteUpload,
  type RemoteUploadDetail,
  type SourceFile,
  TransferError,
  type UploadServer,
} from './types.js';
import { UrlBook } from './url-book.js';
import type { Wire } from './wire.js';

/** An answer that may be another one later is believed after this many; a lost network is waited for without end. */
const TRIES = 8;
const PARTS_ASKED_FOR = 4;
const ROUNDS = 4;

export interface TransferTools {
  server: UploadServer;
  clock: EngineClock;
  /** parts under way, over all files */
  wire: Wire;
  random: () => number;
  /** SHA-256 in hex, or undefined when it would cost too much here */
  digest: (file: SourceFile) => Promise<string | undefined>;
}

export interface TransferNews {
  onSent(bytes: number, moved: number): void;
  onStalled(stalled: boolean): void;
}

/** Two ways to end early: `stop` begins nothing more and lets parts under way arrive; `abort` (which stops, too) drops them. */
export interface Halt {
  stop: AbortSignal;
  abort: AbortSignal;
}

/** Sends what is missing of one upload and completes it. Ends early, with `aborted`, when told to halt. */
export class FileTransfer {
  private done = 0;
  private readonly flying = new Map<number, number>();
  private readonly stalled = new Set<string>();

  constructor(
    private readonly tools: TransferTools,
    private readonly file: SourceFile,
    private readonly news: TransferNews,
    private readonly halt: Halt,
  ) {}

  async run(detail: RemoteUploadDetail): Promise<RemoteUpload> {
    const digest = this.tools.digest(this.file).catch(() => undefined);
    let upload = detail;
    for (let round = 0; round < ROUNDS; round += 1) {
      if (upload.state !== 'uploading') return upload;
      await this.sendMissing(upload);
      const sha256 = await digest;
      try {
        return await this.persist('complete', () =>
          this.tools.server.complete(upload.id, sha256, this.halt.abort),
        );
      } catch (error) {
        if (!(error instanceof TransferError && error.code === 'upload_incomplete')) throw error;
        upload = await this.persist('read', () => this.tools.server.read(detail.id, this.halt.abort));
      }
    }
    throw new TransferError('refused', 'upload_incomplete');
  }

  private async sendMissing(upload: RemoteUploadDetail): Promise<void> {
    const missing = missingParts(upload);
    this.done = heldBytes(upload, missing);
    this.news.onSent(this.done, 0);
    const book = new UrlBook(
      this.tools.server,
      this.tools.clock,
      upload.id,
      missing.map((p) => p.number),
    );
    const queue = [...missing];
    const worker = async () => {
      for (let part = queue.shift(); part && !this.halt.stop.aborted; part = queue.shift())
        await this.sendPart(book, part).catch((error: unknown) => {
          // while one part stops waiting, others may still arrive: they are worth the moment
          if (!this.halt.stop.aborted) throw error;
        });
    };
    await Promise.all(Array.from({ length: Math.min(PARTS_ASKED_FOR, missing.length) }, worker));
    if (this.halt.stop.aborted) throw new TransferError('aborted', 'aborted');
  }

  private async sendPart(book: UrlBook, part: Part): Promise<void> {
    const { server, wire } = this.tools;
    const { stop, abort } = this.halt;
    const bytes = part.end - part.start;
    await this.persist(`part ${part.number}`, () =>
      wire.run(stop, { bytes, rank: this.file.size }, async () => {
        try {
          const url = await book.urlOf(part.number, abort);
          const body = this.file.slice(part.start, part.end);
          await server.send(url, body, abort, (sent) => this.fly(part.number, sent));
          this.land(part);
        } catch (error) {
          this.fly(part.number, 0);
          if (error instanceof TransferError && error.kind === 'sign') book.forget(part.number);
          throw error;
        }
      }),
    );
  }

  /** Tries until it works, the person stops it, or the server has said no for good. */
  async persist<T>(what: string, act: () => Promise<T>): Promise<T> {
    for (let attempt = 0, refusals = 0; ; attempt += 1) {
      if (this.halt.stop.aborted) throw new TransferError('aborted', 'aborted');
      try {
        const result = await act();
        this.setStalled(what, false);
        return result;
      } catch (error) {
        if (this.halt.stop.aborted) throw new TransferError('aborted', 'aborted');
        if (!(error instanceof TransferError) || error.kind === 'refused' || error.kind === 'aborted')
          throw error;
        if (error.kind !== 'network') refusals += 1;
        if (refusals >= TRIES) throw new TransferError('refused', error.code, error.params);
        this.setStalled(what, error.kind === 'network' || attempt > 1);
        // a refused address is signed anew at once; only a second refusal waits
        if (error.kind === 'sign' && refusals === 1) continue;
        await this.tools.clock.wait(backOff(attempt, this.tools.random()), this.halt.stop);
      }
    }
  }

  private setStalled(what: string, stalled: boolean): void {
    if (stalled) this.stalled.add(what);
    else this.stalled.delete(what);
    this.news.onStalled(this.stalled.size > 0);
  }

  private fly(number: number, bytes: number): void {
    const moved = bytes - (this.flying.get(number) ?? 0);
    if (bytes > 0) this.flying.set(number, bytes);
    else this.flying.delete(number);
    this.tell(Math.max(0, moved));
  }

  private land(part: Part): void {
    const length = part.end - part.start;
    const moved = length - (this.flying.get(part.number) ?? 0);
    this.flying.delete(part.number);
    this.done += length;
    this.tell(Math.max(0, moved));
  }

  private tell(moved: number): void {
    let flying = 0;
    for (const bytes of this.flying.values()) flying += bytes;
    this.news.onSent(Math.min(this.file.size, this.done + flying), moved);
  }
}
