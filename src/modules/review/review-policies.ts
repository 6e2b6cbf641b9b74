import { Injectable } from '@nestjs/common';
import type { ReviewRule } from '../../contracts/index.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database, type Queryable } from '../../platform/database/database.port.js';
import { AuthorityService, Directory, type Acting } from '../organization/index.js';
import type { StepsBetween } from '../resources/index.js';
import { ReviewRulesRepository } from './review-rules.repository.js';
import { stepsBetween } from './steps-between.js';

/** Who may show what to whom directly, and where review stands between: what each group says of it. */
@Injectable()
export class ReviewPolicies {
  constructor(
    private readonly database: Database,
    private readonly repository: ReviewRulesRepository,
    private readonly authority: AuthorityService,
    private readonly directory: Directory,
    private readonly audit: AuditLog,
  ) {}

  /** What is asked now of everything that a school owns. */
  async between(q: Queryable, schoolId: Id): Promise<StepsBetween> {
    const groups = await this.repository.of(q, await this.directory.groupsOfSchool(q, schoolId));
    return (type, reach) => stepsBetween(schoolId, groups, type, reach);
  }

  /** For the administrators of the group and its people: they are to know what they are asked. Others: not_found. */
  async read(by: Acting, groupId: Id): Promise<ReviewRule[]> {
    if (!this.authority.groupsOf(by.actor).includes(groupId)) throw notFound();
    return [...(await this.repository.of(this.database.reader, [groupId]))[0]!.rules];
  }

  /**
   * Replaces all lines. What waits for review then passes the levels that it was submitted for. Throws not_found for
   * those who do not administer the group, `conflict` for a type named twice.
   */
  async replace(by: Acting, groupId: Id, items: readonly ReviewRule[]): Promise<ReviewRule[]> {
    if (!(await this.authority.of(by.actor)).groups.has(groupId)) throw notFound();
    if (new Set(items.map((item) => item.type)).size !== items.length) throw new AppError('conflict');
    await this.database.transaction(async (tx) => {
      const before = (await this.repository.of(tx, [groupId]))[0]!.rules;
      await this.repository.replace(tx, groupId, items, by.actor.at);
      await this.audit.record(tx, {
        actorId: by.actor.userId,
        schoolId: null,
        action: 'group.review-policy',
        objectType: 'group',
        objectId: groupId,
        result: 'ok',
        ip: by.ip,
        detail: { before, items },
      });
    });
    return this.read(by, groupId);
  }
}
