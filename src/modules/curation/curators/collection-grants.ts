import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { GrantNeeds, NamedGrants, type Shared } from '../../resources/index.js';
import { sharedOf } from '../collections/collection-access.js';
import { CollectionGrantsRepository } from './collection-grants.repository.js';
import { CollectionWriter } from '../collections/collection-writer.js';
import type { CollectionRecord } from '../collections/collections.repository.js';

/** The curators of collections: who may edit or manage one by name. */
@Injectable()
export class CollectionGrants extends NamedGrants<'collection', CollectionRecord> {
  constructor(
    grants: CollectionGrantsRepository,
    private readonly writer: CollectionWriter,
    needs: GrantNeeds,
  ) {
    super('collection', grants, needs);
  }

  protected lock(tx: Tx, id: Id): Promise<CollectionRecord> {
    return this.writer.lock(tx, id, null);
  }

  protected usageOf(record: CollectionRecord): Shared {
    return sharedOf(record);
  }

  protected rightsChanged(
    tx: Tx,
    record: CollectionRecord,
    actorId: Id,
    what: 'grant' | 'ungrant',
  ): Promise<void> {
    return this.writer.save(tx, record, { actorId, what }, 'rights changed');
  }
}
