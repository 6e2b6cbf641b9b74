import { Injectable } from '@nestjs/common';
import { notFound } from '../../../kernel/errors.js';
import { Database } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { CollectionWriter } from '../collections/collection-writer.js';
import { CollectionsRepository } from '../collections/collections.repository.js';

/** Writes into the audit record that somebody took a collection along: before it is handed out. */
@Injectable()
export class TakenRecord {
  constructor(
    private readonly database: Database,
    private readonly repository: CollectionsRepository,
    private readonly writer: CollectionWriter,
  ) {}

  /** Throws what the database throws; then nothing is to be sent. */
  async note(
    right: Authorized<'collection', 'view'>,
    action: 'collection.print' | 'collection.download',
    detail: Record<string, unknown>,
  ): Promise<void> {
    const [record] = await this.repository.byIds(this.database.reader, [right.id]);
    if (!record) throw notFound();
    await this.database.transaction((tx) => this.writer.record(tx, record, right.actorId, action, detail));
  }
}
