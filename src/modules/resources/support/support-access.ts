import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { openSupportInput, SupportView } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { MINUTE } from '../../../kernel/clock.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database, type Queryable } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { Directory } from '../../organization/index.js';
import { ResourceAccess } from '../resource-access.js';
import { ResourceWriter } from '../resource-writer.js';
import { maySupport } from './support-entries.js';
import { SupportNews } from './support-news.js';
import { SupportRepository, type SupportOpening } from './support.repository.js';

/**
 * Administering is not reading. Where somebody needs help with what only they can see, an administrator of its school or
 * group opens that one thing deliberately: to look at, for an hour at most, with a reason. It is written down, raises an
 * alarm, is shown to its owner at once, and ends by itself, with the office, or when one of them says so.
 */
@Injectable()
export class SupportAccess {
  constructor(
    private readonly database: Database,
    private readonly supports: SupportRepository,
    private readonly writer: ResourceWriter,
    private readonly access: AccessService,
    private readonly resources: ResourceAccess,
    private readonly directory: Directory,
    private readonly news: SupportNews,
  ) {}

  /**
   * Throws not_found for what is not in a school that the asker administers, `support_needless` for what they can see
   * anyway, `consent_required` for pupils without consent in a school that is not theirs.
   */
  async open(
    actor: Actor,
    resourceId: Id,
    { reason, minutes }: z.output<typeof openSupportInput>,
  ): Promise<SupportView> {
    const opening = await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, resourceId, null);
      const scopeId = await this.officeOver(tx, actor, record.schoolId);
      if (scopeId === null) throw notFound();
      if (!maySupport(record, scopeId)) throw new AppError('consent_required');
      const already = await this.supports.open(tx, resourceId, actor.at);
      const rights = await this.access.rights(actor, 'resource', [resourceId]);
      if (rights.size > 0 || already.some((o) => o.adminId === actor.userId))
        throw new AppError('support_needless');
      const made: SupportOpening = {
        id: newId(actor.at),
        resourceId,
        adminId: actor.userId,
        scopeId,
        reason,
        openedAt: actor.at,
        until: actor.at + minutes * MINUTE,
        endedAt: null,
        endedBy: null,
      };
      await this.supports.insert(tx, made);
      await this.resources.lend(tx, record);
      const { id, until } = made;
      await this.writer.note(tx, actor.userId, 'support.open', record, {
        opening: id,
        reason,
        until: new Date(until).toISOString(),
      });
      const owners = await this.resources.owners(tx, record);
      tx.afterCommit(() => this.news.opened(actor, record, made, owners));
      return made;
    });
    return (await this.views(actor, [opening]))[0]!;
  }

  /** Ends it now: for those who manage the resource and those who administer its school. Twice is no error. */
  async end(actor: Actor, resourceId: Id, id: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, resourceId, null);
      const opening = await this.supports.find(tx, id);
      if (opening?.resourceId !== resourceId) throw notFound();
      const manages = await this.access.allowed(actor, 'manage', 'resource', [resourceId]);
      if (manages.size === 0 && (await this.officeOver(tx, actor, record.schoolId)) === null)
        throw notFound();
      if (opening.endedAt !== null || opening.until <= actor.at) return;
      await this.supports.end(tx, id, actor.at, actor.userId);
      await this.resources.lend(tx, record);
      await this.writer.note(tx, actor.userId, 'support.end', record, { opening: id });
      const owners = await this.resources.owners(tx, record);
      tx.afterCommit(() => this.news.ended(actor, record, opening, owners));
    });
  }

  /** Everything that was opened, for those who manage the resource; for an administrator what they opened. Throws not_found. */
  async list(actor: Actor, resourceId: Id): Promise<SupportView[]> {
    const q = this.database.reader;
    const manages = await this.access.allowed(actor, 'manage', 'resource', [resourceId]);
    const found = await this.supports.of(q, resourceId, manages.size > 0 ? undefined : actor.userId);
    if (manages.size === 0 && found.length === 0) throw notFound();
    return this.views(actor, found);
  }

  /** The school or group as whose administrator somebody may open things of a school; the school itself first. */
  private async officeOver(q: Queryable, actor: Actor, schoolId: Id): Promise<Id | null> {
    const held = (role: string) => actor.memberships.filter((m) => m.role === role).map((m) => m.scopeId);
    if (held('school_admin').includes(schoolId)) return schoolId;
    const groupIds = await this.directory.groupsOfSchool(q, schoolId, actor.at);
    return held('group_admin').find((id) => groupIds.includes(id)) ?? null;
  }

  private async views(actor: Actor, openings: readonly SupportOpening[]): Promise<SupportView[]> {
    const { people } = await this.directory.names(this.database.reader, {
      userIds: openings.flatMap((o) => [o.adminId, o.endedBy ?? []].flat()),
    });
    const person = (id: Id) => ({ id, name: people.get(id) ?? '' });
    const iso = (at: number) => new Date(at).toISOString();
    return openings.map(({ id, adminId, reason, openedAt, until, endedAt, endedBy }) => ({
      id,
      admin: person(adminId),
      reason,
      from: iso(openedAt),
      until: iso(until),
      open: endedAt === null && actor.at < until,
      ended: endedAt === null || endedBy === null ? null : { at: iso(endedAt), by: person(endedBy) },
    }));
  }
}
