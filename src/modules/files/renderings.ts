import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { Outbox } from '../../platform/queue/index.js';
import { emptyDetails } from './file-view.js';
import { textReady } from './files.events.js';
import type { Failure, RenderingDetails } from './files.entity.js';
import { FilesRepository, type RenderingRecord } from './files.repository.js';

/** A row of text holds this much on MySQL, with room to spare. */
const TEXT_BYTES = 60_000;
const MAX_TEXT_ROWS = 5_000;

export type RenderingChange = Partial<
  Pick<RenderingRecord, 'state' | 'progress' | 'failure' | 'recipe' | 'objectPrefix'>
> & {
  details?: Partial<RenderingDetails>;
};

/** What was made of blobs: written by whoever processes them, in units that it fences itself. */
@Injectable()
export class Renderings {
  constructor(
    private readonly repository: FilesRepository,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  get(sha256: string): Promise<RenderingRecord | null> {
    return this.repository.rendering(this.database.reader, sha256);
  }

  /** Changes a rendering, keeping what is not named; returns what stands now. */
  async change(tx: Tx, sha256: string, change: RenderingChange): Promise<RenderingRecord> {
    const before = await this.repository.rendering(tx, sha256);
    const { details, ...rest } = change;
    const next: RenderingRecord = {
      sha256,
      recipe: 0,
      state: 'waiting',
      progress: 0,
      failure: null,
      objectPrefix: null,
      hasText: false,
      retries: 0,
      retriesSince: null,
      ...before,
      ...rest,
      details: { ...emptyDetails(), ...before?.details, ...details },
      updatedAt: this.clock.now(),
    };
    await this.repository.putRendering(tx, next);
    return next;
  }

  /** Replaces the text of a blob and tells those who index it. Pages beyond what a row holds are cut at a character. */
  async setText(tx: Tx, sha256: string, pages: readonly { page: number; text: string }[]): Promise<void> {
    const rows = pages
      .map(({ page, text }) => ({ page, text: cutToBytes(text, TEXT_BYTES) }))
      .filter((row) => row.text.trim() !== '')
      .slice(0, MAX_TEXT_ROWS);
    await this.repository.replaceText(tx, sha256, rows);
    const rendering = await this.repository.rendering(tx, sha256);
    if (rendering) await this.repository.putRendering(tx, { ...rendering, hasText: rows.length > 0 });
    await this.outbox.emit(tx, textReady, { sha256 });
  }

  /** Marks a blob as one of which nothing can be shown; the original stays. */
  fail(tx: Tx, sha256: string, failure: Failure): Promise<RenderingRecord> {
    return this.change(tx, sha256, { state: 'failed', progress: 1, failure });
  }
}

/** The longest beginning of a text that fits into so many bytes of UTF-8. */
export function cutToBytes(text: string, bytes: number): string {
  const buffer = Buffer.from(text, 'utf8');
  if (buffer.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && (buffer[end]! & 0xc0) === 0x80) end -= 1;
  return buffer.toString('utf8', 0, end);
}
