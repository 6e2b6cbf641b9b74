import { Injectable } from '@nestjs/common';
import type { RightName } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { CollectionsRepository } from './collections.repository.js';

/** What collections are called, where they are spoken of elsewhere. */
@Injectable()
export class CollectionTitles {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly repository: CollectionsRepository,
  ) {}

  /** Titles of those to which the actor holds the right now; none of what lies in the trash. */
  async of(actor: Actor, right: RightName, ids: readonly Id[]): Promise<Map<Id, string>> {
    const allowed = await this.access.allowed(actor, right, 'collection', [...new Set(ids)]);
    const records = await this.repository.byIds(this.database.reader, [...allowed]);
    return new Map(records.flatMap(({ id, title, trashedAt }) => (trashedAt === null ? [[id, title]] : [])));
  }
}
