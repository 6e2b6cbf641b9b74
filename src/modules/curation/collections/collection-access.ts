import { Injectable } from '@nestjs/common';
import { DEFAULT_LICENCE } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { accessEntries, AudienceRules, type Shared } from '../../resources/index.js';
import { CollectionGrantsRepository } from '../curators/collection-grants.repository.js';
import type { CollectionRecord } from './collections.repository.js';

/** What of a collection says who may see it: the rules are those of resources, the licence that of a group's own work. */
export function sharedOf(record: CollectionRecord): Shared {
  return {
    ...record,
    licence: DEFAULT_LICENCE,
    licenceUntil: null,
    pupils: false,
    consentRef: null,
    visibleFrom: null,
    visibleUntil: null,
  };
}

/** Between what is said of a collection and what access holds of it. Its items keep their own access, whatever it is. */
@Injectable()
export class CollectionAccess {
  constructor(
    private readonly access: AccessService,
    private readonly rules: AudienceRules,
    private readonly grants: CollectionGrantsRepository,
  ) {}

  /** Declares who may do what with collections, as they are now said to be. */
  async declare(tx: Tx, records: readonly CollectionRecord[]): Promise<void> {
    const grants = await this.grants.of(
      tx,
      records.map((record) => record.id),
    );
    const around = await this.rules.around(tx, records, [...grants.values()].flat());
    for (const record of records) {
      const entries = accessEntries(sharedOf(record), grants.get(record.id) ?? [], around(record));
      await this.access.declare(tx, 'collection', record.id, null, entries);
    }
  }

  /** Nobody has any right to it any more. */
  async erase(tx: Tx, id: Id): Promise<void> {
    await this.grants.removeAll(tx, id);
    await this.access.declare(tx, 'collection', id, null, []);
  }
}
