import { Injectable } from '@nestjs/common';
import type { SchoolView } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { AuthorityService, type Acting } from './authority.service.js';
import { LinkFollowers } from './link-followers.js';
import { Provisioning } from './provisioning.service.js';
import { overlap, requireInterval } from './rules.js';
import { SchoolViews } from './school-views.js';
import { StructureRepository, type SchoolLink } from './structure.repository.js';

/** Schools joining and leaving groups: links with their intervals. What is not the asker's is not found. */
@Injectable()
export class SchoolLinks {
  constructor(
    private readonly database: Database,
    private readonly structure: StructureRepository,
    private readonly provisioning: Provisioning,
    private readonly authority: AuthorityService,
    private readonly views: SchoolViews,
    private readonly followers: LinkFollowers,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Links a school that exists to a further group: for those who administer both, so that no group helps itself to a
   * school and no school to a group. Throws `interval_invalid`, or `conflict` with another link of the two.
   */
  async linkSchool(
    by: Acting,
    link: Pick<SchoolLink, 'schoolId' | 'groupId' | 'kind'> & { from?: Instant; until?: Instant | null },
  ): Promise<SchoolView> {
    return this.database.transaction(async (tx) => {
      await this.structure.lockGroup(tx, link.groupId);
      await this.requireGroup(tx, by, link.groupId);
      await this.requireSchool(tx, by, link.schoolId);
      const { id, ...made } = await this.provisioning.linkSchool(tx, { ...link, until: link.until ?? null });
      await this.followers.tell(tx, link);
      await this.record(tx, by, 'school_link.create', id, link.schoolId, made);
      return this.views.of(tx, by, link.schoolId);
    });
  }

  /** For administrators of the link's group. Throws `interval_invalid`, or `conflict` with another link of the two. */
  async updateLink(
    by: Acting,
    id: Id,
    change: { kind?: SchoolLink['kind']; from?: Instant; until?: Instant | null },
  ): Promise<SchoolView> {
    return this.database.transaction(async (tx) => {
      const link = await this.structure.lockLink(tx, id);
      if (!link) throw notFound();
      await this.requireGroup(tx, by, link.groupId);
      const next: SchoolLink = {
        ...link,
        kind: change.kind ?? link.kind,
        from: change.from ?? link.from,
        until: change.until === undefined ? link.until : change.until,
      };
      requireInterval(next.from, next.until);
      const others = await this.structure.links(tx, { schoolIds: [link.schoolId], groupIds: [link.groupId] });
      if (others.some((other) => other.id !== id && overlap(other, next))) throw new AppError('conflict');
      await this.structure.updateLink(tx, next);
      const { kind, from, until } = next;
      if (next.from !== link.from || next.until !== link.until) await this.followers.tell(tx, link);
      await this.record(tx, by, 'school_link.update', id, link.schoolId, {
        kind,
        from,
        until,
      });
      return this.views.of(tx, by, link.schoolId);
    });
  }

  private async requireGroup(tx: Tx, by: Acting, id: Id): Promise<void> {
    if (!(await this.authority.of(by.actor, tx)).groups.has(id)) throw notFound();
  }

  private async requireSchool(tx: Tx, by: Acting, id: Id): Promise<void> {
    if (!(await this.authority.of(by.actor, tx)).schools.has(id)) throw notFound();
  }

  private record(
    tx: Tx,
    { actor, ip }: Acting,
    action: string,
    objectId: Id,
    schoolId: Id,
    detail: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(tx, {
      actorId: actor.userId,
      schoolId,
      action,
      objectType: 'school_link',
      objectId,
      result: 'ok',
      ip,
      detail,
    });
  }
}
