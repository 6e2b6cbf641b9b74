import { Injectable } from '@nestjs/common';
import type { Addressee, AudiencePart } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import { Addressees, Directory } from '../../organization/index.js';
import { principalOf } from './audience.js';
import { partName } from './part-name.js';

/** Parts of an audience as people read them: what they are called, where they lie, how many stand behind them. */
@Injectable()
export class AddresseeNames {
  constructor(
    private readonly directory: Directory,
    private readonly addressees: Addressees,
  ) {}

  /** In the order of the parts; what is gone has an empty name. */
  async of(q: Queryable, parts: readonly AudiencePart[]): Promise<Addressee[]> {
    return (await this.counted(q, parts)).items;
  }

  /** The same with how many they are together, nobody counted twice. */
  async counted(
    q: Queryable,
    parts: readonly AudiencePart[],
  ): Promise<{ items: Addressee[]; total: number }> {
    const ids = (kind: AudiencePart['kind']) => parts.filter((part) => part.kind === kind).map((p) => p.id);
    const names = await this.directory.names(q, {
      userIds: ids('user'),
      teamIds: ids('team'),
      departmentIds: ids('department'),
      schoolIds: [
        ...ids('school'),
        ...parts.flatMap((part) => (part.kind === 'user' ? [part.schoolId] : [])),
      ],
      groupIds: ids('group'),
    });
    const { each, total } = await this.addressees.count(q, parts.map(principalOf));
    const items = parts.map((part) => ({
      kind: part.kind,
      id: part.id,
      schoolId: part.kind === 'user' ? part.schoolId : null,
      ...partName(part, names),
      people: each.get(principalOf(part)) ?? 0,
    }));
    return { items, total };
  }

  async people(q: Queryable, userIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
    return (await this.directory.names(q, { userIds })).people;
  }
}
