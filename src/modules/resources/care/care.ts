import { Injectable } from '@nestjs/common';
import type { CareKind } from '../../../contracts/index.js';
import { Clock } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { AuditLog } from '../../../platform/audit/index.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { principal } from '../../access/index.js';
import { CaredForRepository } from './cared-for.repository.js';
import type { GrantEntity } from '../grants/grant.entity.js';
import { principalOf } from '../audience/audience.js';
import { GrantsRepository, type GrantRecord } from '../grants/grants.repository.js';
import { ResourceWriter } from '../resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';

/** From whom to whom, by whom, in which act. */
export interface HandingOver {
  act: Id;
  actorId: Id;
  schoolId: Id;
  fromId: Id;
  /** to whom each resource goes */
  to: ReadonlyMap<Id, Id>;
}

/**
 * Who looks after resources, and handing that over: the new manager is given the right to manage by name. The owning
 * school and the author stay; whoever hands over keeps what they wrote, and other rights only as far as they are
 * credited.
 */
@Injectable()
export class Care {
  constructor(
    private readonly database: Database,
    private readonly repository: CaredForRepository,
    private readonly resources: ResourcesRepository,
    private readonly grants: GrantsRepository,
    private readonly writer: ResourceWriter,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** What somebody looks after in a school, and why. */
  async of(personId: Id, schoolId: Id): Promise<Map<Id, CareKind[]>> {
    const found = new Map<Id, CareKind[]>();
    for (const { id, kind } of await this.repository.of(this.database.reader, personId, schoolId))
      found.set(id, [...(found.get(id) ?? []), kind]);
    return found;
  }

  /** People of the school who were given the right to manage each of them by name. */
  async managers(ids: readonly Id[], schoolId: Id): Promise<Map<Id, Id[]>> {
    const grants = await this.grants.of(this.database.reader, ids);
    return new Map(
      [...grants].map(([id, list]) => [
        id,
        list.flatMap(({ to, right }) =>
          right === 'manage' && to.kind === 'user' && to.schoolId === schoolId ? [to.id] : [],
        ),
      ]),
    );
  }

  /**
   * Hands resources of one school over, in the caller's unit; what is not of the school, in the trash or gone is left
   * out. Gives how many went, and how many had gone so before: doing it twice changes nothing.
   */
  async handOver(tx: Tx, handing: HandingOver): Promise<{ handed: number; already: number }> {
    const { schoolId, to } = handing;
    const records = (await this.resources.lockAll(tx, [...to.keys()])).filter(
      (record) => record.schoolId === schoolId && record.trashedAt === null,
    );
    const grants = await this.grants.of(
      tx,
      records.map((record) => record.id),
    );
    const going = records.filter((r) => !isSettled(r, grants.get(r.id) ?? [], handing));
    const rows = going.flatMap((record) => this.given(record, grants.get(record.id) ?? [], handing));
    const people = [handing.fromId, ...new Set(to.values())];
    await this.repository.replace(
      tx,
      going.map((record) => record.id),
      people.map((id) => principal.userInSchool(id, schoolId)),
      rows,
    );
    await this.writer.manyRightsChanged(tx, going, 'audiences and grants');
    await this.record(tx, going, handing);
    return { handed: going.length, already: records.length - going.length };
  }

  /** What these people have of a resource by name afterwards. */
  private given(record: ResourceRecord, grants: readonly GrantRecord[], handing: HandingOver): GrantEntity[] {
    const { fromId, schoolId, actorId, to } = handing;
    const people = new Set([fromId, ...to.values()]);
    const toId = to.get(record.id)!;
    const kept = grants.filter(
      (grant) =>
        grant.to.kind === 'user' &&
        grant.to.schoolId === schoolId &&
        people.has(grant.to.id) &&
        grant.to.id !== toId &&
        (grant.to.id !== fromId || grant.credited),
    );
    const before = grants.find((grant) => isOf(grant, toId, schoolId));
    const rows = kept.map(({ to: kind, ...grant }) => ({
      ...grant,
      resourceId: record.id,
      principal: principalOf(kind),
    }));
    if (toId === record.authorId) return rows;
    return [
      ...rows,
      {
        resourceId: record.id,
        principal: principal.userInSchool(toId, schoolId),
        right: 'manage',
        credited: before?.credited ?? false,
        grantedBy: actorId,
        grantedAt: this.clock.now(),
      },
    ];
  }

  private record(tx: Tx, records: readonly ResourceRecord[], handing: HandingOver): Promise<void> {
    const { act, actorId, fromId, to } = handing;
    return this.audit.recordAll(
      tx,
      records.map(({ id, schoolId }) => ({
        actorId,
        schoolId,
        action: 'resource.hand-over',
        objectType: 'resource',
        objectId: id,
        result: 'ok' as const,
        ip: null,
        detail: { act, from: fromId, to: to.get(id) },
      })),
    );
  }
}

const isOf = ({ to }: GrantRecord, userId: Id, schoolId: Id) =>
  to.kind === 'user' && to.id === userId && to.schoolId === schoolId;

/** Whether it was handed over so before: the new one manages it, and the old one has no right by name that is not a credit. */
function isSettled(
  record: ResourceRecord,
  grants: readonly GrantRecord[],
  { fromId, schoolId, to }: HandingOver,
): boolean {
  const toId = to.get(record.id)!;
  const manages =
    record.authorId === toId ||
    grants.some((grant) => isOf(grant, toId, schoolId) && grant.right === 'manage');
  return manages && !grants.some((grant) => isOf(grant, fromId, schoolId) && !grant.credited);
}
