import { Injectable } from '@nestjs/common';
import type { CareKind, HandOverPage } from '../../contracts/index.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessService } from '../access/index.js';
import type { Acting } from '../organization/index.js';
import { AddresseeNames, Care, ResourceSources } from '../resources/index.js';

/** What an administrator may read of the things that are handed over. */
@Injectable()
export class HandOverReading {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly sources: ResourceSources,
    private readonly care: Care,
    private readonly names: AddresseeNames,
  ) {}

  /** Titles are told where the asker may see the resource: a draft is nobody's to read. */
  async items(
    by: Acting,
    schoolId: Id,
    personId: Id,
    cared: ReadonlyMap<Id, CareKind[]>,
  ): Promise<HandOverPage['items']> {
    const ids = [...cared.keys()];
    const records = new Map((await this.sources.read(ids)).map(({ record }) => [record.id, record]));
    const readable = await this.access.allowed(by.actor, 'view', 'resource', ids);
    const managers = await this.care.managers(ids, schoolId);
    const names = await this.names.people(this.database.reader, [...managers.values()].flat());
    return ids.flatMap((id) => {
      const record = records.get(id);
      if (!record) return [];
      const others = (managers.get(id) ?? []).filter((userId) => userId !== personId);
      return {
        id,
        title: readable.has(id) ? record.title : null,
        state: record.state as HandOverPage['items'][number]['state'],
        kinds: cared.get(id)!,
        alsoManagedBy: others.map((userId) => names.get(userId) ?? ''),
      };
    });
  }
}
