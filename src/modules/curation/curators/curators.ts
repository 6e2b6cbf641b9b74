import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import { principal } from '../../access/index.js';
import { Addressees } from '../../organization/index.js';
import { principalOf } from '../../resources/index.js';
import { CollectionGrantsRepository } from './collection-grants.repository.js';
import type { CollectionRecord } from '../collections/collections.repository.js';

/** Who curates a collection as a person: its author, and whoever was given a right to it, by name or in a team. */
@Injectable()
export class Curators {
  constructor(
    private readonly grants: CollectionGrantsRepository,
    private readonly addressees: Addressees,
  ) {}

  /** As things stand now: somebody who left the school curates no more. */
  async of(
    q: Queryable,
    { id, authorId, schoolId }: Pick<CollectionRecord, 'id' | 'authorId' | 'schoolId'>,
  ): Promise<Set<Id>> {
    const grants = (await this.grants.of(q, [id])).get(id) ?? [];
    const keys = [principal.userInSchool(authorId, schoolId), ...grants.map(({ to }) => principalOf(to))];
    const holders = await this.addressees.holders(q, keys);
    return new Set(holders.map(({ userId }) => userId));
  }
}
