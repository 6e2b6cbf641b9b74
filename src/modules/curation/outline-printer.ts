import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { PdfPrinter } from '../../platform/media/index.js';
import type { Authorized } from '../access/index.js';
import { printedOutline } from './outline-print.js';
import { OutlineSheets, type Language } from './outline-sheet.js';
import { TakenRecord } from './taken-record.js';

/** Tables of contents on paper. */
@Injectable()
export class OutlinePrinter {
  constructor(
    private readonly sheets: OutlineSheets,
    private readonly printer: PdfPrinter,
    private readonly taken: TakenRecord,
  ) {}

  /** The table of contents as the actor may read it now, as a PDF. Throws what {@link PdfPrinter} throws. */
  async print(
    actor: Actor,
    right: Authorized<'collection', 'view'>,
    language: Language,
    signal: AbortSignal,
  ): Promise<{ title: string; pdf: Buffer }> {
    const sheet = await this.sheets.of(actor, right.id, language);
    const { title, author } = sheet;
    const pdf = await this.printer.print({ html: printedOutline(sheet), title, author }, signal);
    await this.taken.note(right, 'collection.print', {});
    return { title, pdf };
  }
}
