import { Injectable } from '@nestjs/common';
import type { CareKind, HandOverPage, HandOverRequest, HandOverResult } from '../../contracts/index.js';
import { Clock } from '../../kernel/clock.js';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { AppError } from '../../kernel/errors.js';
import { newId, type Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import type { Acting } from '../organization/index.js';
import { Care } from '../resources/index.js';
import { HandOverPeople } from './hand-over-people.js';
import { HandOverReading } from './hand-over-reading.js';
import { LinksRepository } from './links.repository.js';

/**
 * What somebody who leaves looks after goes to others of the school, in one step: resources they wrote, rights they were
 * given, links they made.
 */
@Injectable()
export class HandOver {
  constructor(
    private readonly database: Database,
    private readonly people: HandOverPeople,
    private readonly care: Care,
    private readonly links: LinksRepository,
    private readonly reading: HandOverReading,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Latest made first. Throws not_found for schools and people whom the asker does not administer. */
  async list(
    by: Acting,
    schoolId: Id,
    personId: Id,
    cursor: string | undefined,
    limit: number,
  ): Promise<HandOverPage> {
    const person = await this.people.require(by, schoolId, personId);
    const cared = await this.caredFor(personId, schoolId);
    const before = positionOf(cursor);
    const ids = [...cared.keys()].sort().reverse();
    const rest = before === null ? ids : ids.filter((id) => id < before);
    const shown = rest.slice(0, limit);
    const count = (kind: CareKind) => [...cared.values()].filter((kinds) => kinds.includes(kind)).length;
    return {
      person: { id: person.id, name: person.name },
      counts: { author: count('author'), grant: count('grant'), link: count('link'), total: ids.length },
      items: await this.reading.items(
        by,
        schoolId,
        personId,
        new Map(shown.map((id) => [id, cared.get(id)!])),
      ),
      next: rest.length > limit ? encodeCursor([shown.at(-1)!]) : null,
    };
  }

  /**
   * Throws not_found as above, `audience_invalid` for somebody who is not of the school, `own_rights` for whoever would
   * give to themselves, `conflict` for a plan that names a resource or the rest twice, or the person themself.
   */
  async handOver(
    by: Acting,
    schoolId: Id,
    personId: Id,
    { shares }: HandOverRequest,
  ): Promise<HandOverResult> {
    await this.people.require(by, schoolId, personId);
    await this.people.requireReceivers(
      by,
      schoolId,
      personId,
      shares.map((share) => share.toId),
    );
    const cared = await this.caredFor(personId, schoolId);
    const to = planOf(shares, [...cared.keys()]);
    const act = newId(this.clock.now());
    return this.database.transaction(async (tx) => {
      const handing = { act, actorId: by.actor.userId, schoolId, fromId: personId, to };
      const { handed, already } = await this.care.handOver(tx, handing);
      const links = await this.links.reassign(tx, personId, to);
      if (handed + links > 0) await this.record(tx, by, schoolId, personId, { act, handed, links, shares });
      return { handed, already, links };
    });
  }

  private async caredFor(personId: Id, schoolId: Id): Promise<Map<Id, CareKind[]>> {
    const cared = new Map(await this.care.of(personId, schoolId));
    const now = this.clock.now();
    for (const id of await this.links.openBy(this.database.reader, personId, schoolId, now))
      cared.set(id, [...(cared.get(id) ?? []), 'link']);
    return cared;
  }

  private record(
    tx: Tx,
    { actor, ip }: Acting,
    schoolId: Id,
    personId: Id,
    what: { act: Id; handed: number; links: number; shares: HandOverRequest['shares'] },
  ): Promise<void> {
    const { act, handed, links, shares } = what;
    const to = shares.map(({ toId, resourceIds }) => ({
      id: toId,
      resources: resourceIds?.length ?? 'rest',
    }));
    return this.audit.record(tx, {
      actorId: actor.userId,
      schoolId,
      action: 'account.hand-over',
      objectType: 'account',
      objectId: personId,
      result: 'ok',
      ip,
      detail: { act, handed, links, to },
    });
  }
}

/** Who gets each of the resources; only what the person looks after is given. */
function planOf(shares: HandOverRequest['shares'], ids: readonly Id[]): Map<Id, Id> {
  const to = new Map<Id, Id>();
  for (const { toId, resourceIds } of shares)
    for (const id of resourceIds ?? []) {
      if (to.has(id)) throw new AppError('conflict');
      to.set(id, toId);
    }
  const rest = shares.filter((share) => share.resourceIds === undefined);
  if (rest.length > 1) throw new AppError('conflict');
  return new Map(
    ids.flatMap((id): [Id, Id][] => {
      const toId = to.get(id) ?? rest[0]?.toId;
      return toId === undefined ? [] : [[id, toId]];
    }),
  );
}

function positionOf(cursor: string | undefined): Id | null {
  if (cursor === undefined) return null;
  const [id] = decodeCursor(cursor, 1) ?? [];
  if (typeof id !== 'string') throw new AppError('invalid_request');
  return id;
}
