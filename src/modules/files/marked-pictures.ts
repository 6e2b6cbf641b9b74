import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { watermarkText } from '../../contracts/index.js';
import { Clock, MINUTE } from '../../kernel/clock.js';
import { Watermarker } from '../../platform/media/index.js';
import { ObjectStore } from '../../platform/storage/storage.port.js';

const MIB = 1024 * 1024;
/** bytes of pictures kept for those who come back within their minute */
const KEPT_BYTES = 16 * MIB;
/** Each holds a decoded picture while it is drawn. */
const AT_ONCE = 2;

/** What of a rendering is larger than a card: pages, pictures, the still of a film. Thumbnails and strips are not. */
const LARGE = /^(?:pages\/\d+\.webp|image\.webp|poster\.jpg)$/;

/** A picture for one reader and one minute; drawn only when its bytes are wanted. */
export interface MarkedPicture {
  etag: string;
  bytes(): Promise<Buffer>;
}

/**
 * Pictures with the reader's name and the time in their pixels. Each is drawn once per reader and minute, kept at most
 * so long, and no more than some megabytes of them.
 */
@Injectable()
export class MarkedPictures {
  private readonly kept = new Map<string, { minute: number; bytes: Promise<Buffer>; size: number }>();
  private held = 0;
  private working = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly store: ObjectStore,
    private readonly watermarker: Watermarker,
    private readonly clock: Clock,
  ) {}

  /** Whether something made of a file is delivered with a mark. */
  static marks(name: string): boolean {
    return LARGE.test(name);
  }

  /** The picture of a key as `reader` is to see it. */
  of(key: string, reader: string): MarkedPicture {
    const minute = Math.floor(this.clock.now() / MINUTE);
    const text = watermarkText(reader, minute * MINUTE);
    const id = createHash('sha256').update(`${key}\n${text}`).digest('hex').slice(0, 32);
    return { etag: `"${id}"`, bytes: () => this.bytes(id, minute, key, text) };
  }

  private bytes(id: string, minute: number, key: string, text: string): Promise<Buffer> {
    this.forget(minute);
    const known = this.kept.get(id);
    if (known) return known.bytes;
    const bytes = this.inTurn(async () =>
      this.watermarker.draw(await buffer(await this.store.get(key)), text),
    );
    const entry = { minute, bytes, size: 0 };
    this.kept.set(id, entry);
    bytes.then(
      ({ length }) => {
        if (this.kept.get(id) !== entry) return;
        entry.size = length;
        this.held += length;
        this.forget(minute);
      },
      () => this.kept.delete(id),
    );
    return bytes;
  }

  /** Lets go of other minutes, and of the oldest of this one where there are too many. */
  private forget(minute: number): void {
    for (const [id, entry] of this.kept) {
      if (entry.minute === minute && this.held <= KEPT_BYTES) continue;
      if (entry.minute === minute && entry.size === 0) continue;
      this.held -= entry.size;
      this.kept.delete(id);
    }
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.working >= AT_ONCE) await new Promise<void>((turn) => this.waiting.push(turn));
    else this.working += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.working -= 1;
    }
  }
}
