import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { AtOnce } from '../../../kernel/at-once.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { PdfPrinter, type PrintedText } from '../../../platform/media/index.js';
import type { Authorized } from '../../access/index.js';
import type { Taker } from './collection-archive.js';
import { printedOutline } from './outline-print.js';
import { OutlineSheets, type Language } from './outline-sheet.js';
import { TakenRecord } from './taken-record.js';

/** Waiting or being printed; of all together the printer itself has enough at some point. */
const AT_ONCE = { each: 2, all: Infinity };
/** A collection that changes faster than it is printed is asked for again later. */
const MOST_ROUNDS = 3;
const RETRY_SECONDS = 10;

/** Tables of contents on paper. */
@Injectable()
export class OutlinePrinter {
  private readonly places = new AtOnce(AT_ONCE);

  constructor(
    private readonly sheets: OutlineSheets,
    private readonly printer: PdfPrinter,
    private readonly taken: TakenRecord,
  ) {}

  /**
   * The table of contents as the actor may read it when it is handed out, as a PDF: printing takes a while, and rights
   * may have ended meanwhile. `again` reads the same person afresh, null once they are not to be answered any more.
   * Throws what {@link PdfPrinter} throws, `too_many_requests` while others of theirs are being printed.
   */
  async print(
    { actor, again }: Pick<Taker, 'actor' | 'again'>,
    right: Authorized<'collection', 'view'>,
    language: Language,
    signal: AbortSignal,
  ): Promise<{ title: string; pdf: Buffer }> {
    const leave = this.places.take(actor.userId);
    try {
      let text = await this.text(actor, right.id, language);
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const pdf = await this.printer.print(text, signal);
        const now = await again();
        if (now === null) throw new AppError('unauthenticated');
        const present = await this.text(now, right.id, language);
        if (present.html === text.html) {
          await this.taken.note(right, 'collection.print', {});
          return { title: text.title, pdf };
        }
        text = present;
      }
      throw new AppError('too_many_requests', { retryAfterSeconds: RETRY_SECONDS });
    } finally {
      leave();
    }
  }

  /** Throws not_found for what the actor may not see. */
  private async text(actor: Actor, id: Id, language: Language): Promise<PrintedText> {
    const sheet = await this.sheets.of(actor, id, language);
    return { html: printedOutline(sheet, language), title: sheet.title, author: sheet.author };
  }
}
