import { Injectable } from '@nestjs/common';
import type { AuditEntryView } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import type { AuditRecord } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessService } from '../access/index.js';
import { Directory } from '../organization/index.js';
import { ResourceReader } from '../resources/index.js';
import type { AuditScope } from './audit-scope.js';

/** Entries as people read them, with names where the reader may know them. */
@Injectable()
export class AuditPresenter {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly access: AccessService,
    private readonly resources: ResourceReader,
  ) {}

  async views(actor: Actor, scope: AuditScope, records: readonly AuditRecord[]): Promise<AuditEntryView[]> {
    const of = (type: string) =>
      records.filter((r) => r.objectType === type).flatMap((r) => r.objectId ?? []);
    const names = await this.directory.names(this.database.reader, {
      userIds: [...records.flatMap((r) => [r.actorId ?? [], memberOf(r) ?? []].flat()), ...of('account')],
      schoolIds: [
        ...records.flatMap((r) => [r.schoolId ?? [], r.actingSchoolId ?? []].flat()),
        ...of('school'),
      ],
      departmentIds: of('department'),
      teamIds: of('team'),
      groupIds: of('group'),
    });
    // Auditing somebody's acts is not reading what they wrote: titles only of what the reader may see.
    const seen = await this.access.allowed(actor, 'view', 'resource', [...new Set(of('resource'))]);
    const cards = await this.resources.cards(actor, [...seen]);
    const titles = new Map(cards.map((card): [Id, string] => [card.id, card.title]));
    const nameOf = (type: string | null, id: Id): string | null => {
      if (type === 'account') return names.people.get(id) ?? null;
      if (type === 'school') return names.schools.get(id)?.name ?? null;
      if (type === 'department') return names.departments.get(id)?.name ?? null;
      if (type === 'team') return names.teams.get(id)?.name ?? null;
      if (type === 'group') return names.groups.get(id) ?? null;
      return type === 'resource' ? (titles.get(id) ?? null) : null;
    };
    const named = (type: string | null, id: Id | null) =>
      id === null ? null : { id, name: nameOf(type, id) };
    return records.map((record) => ({
      id: record.id,
      at: new Date(record.at).toISOString(),
      actor: named('account', record.actorId),
      school: named('school', record.schoolId),
      actingSchool: named('school', record.actingSchoolId),
      action: record.action,
      objectType: record.objectType,
      object:
        record.objectId !== null && memberOf(record) !== null
          ? { id: record.objectId, name: nameOf('account', memberOf(record)!) }
          : named(record.objectType, record.objectId),
      result: record.result,
      ip: scope.auditor ? record.ip : null,
      detail: record.detail as Record<string, unknown> | null,
    }));
  }
}

/** The person whose membership an entry tells of: it has no name but theirs. */
function memberOf({ objectType, detail }: AuditRecord): Id | null {
  const { accountId } = (detail ?? {}) as { accountId?: unknown };
  return objectType === 'membership' && typeof accountId === 'string' ? accountId : null;
}
