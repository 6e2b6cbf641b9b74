import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { GrantNeeds } from './grant-needs.js';
import { GrantsRepository } from './grants.repository.js';
import { NamedGrants } from './named-grants.js';
import type { ResourceRecord } from '../resources.repository.js';
import { ResourceWriter } from '../resource-writer.js';

/** Rights to edit or manage resources that are given by name; co-authors among them. */
@Injectable()
export class ResourceGrants extends NamedGrants<'resource', ResourceRecord> {
  constructor(
    grants: GrantsRepository,
    private readonly writer: ResourceWriter,
    needs: GrantNeeds,
  ) {
    super('resource', grants, needs);
  }

  protected lock(tx: Tx, id: Id): Promise<ResourceRecord> {
    return this.writer.lock(tx, id, null);
  }

  protected usageOf(record: ResourceRecord): ResourceRecord {
    return record;
  }

  protected rightsChanged(tx: Tx, record: ResourceRecord): Promise<void> {
    return this.writer.rightsChanged(tx, record);
  }
}
