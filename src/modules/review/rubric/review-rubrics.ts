import { Injectable } from '@nestjs/common';
import type { AnsweredQuestion, ReviewRubric, RubricAnswer } from '../../../contracts/index.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { AuditLog } from '../../../platform/audit/index.js';
import { Database, type Queryable } from '../../../platform/database/database.port.js';
import { AuthorityService, Directory, type Acting } from '../../organization/index.js';
import type { SubmissionRecord } from '../submissions.repository.js';
import { answered, rubricOf, type AskedRubric } from './answered.js';
import { RubricsRepository } from './rubrics.repository.js';

/** What reviewers are asked when they decide: what each group says of it. */
@Injectable()
export class ReviewRubrics {
  constructor(
    private readonly database: Database,
    private readonly repository: RubricsRepository,
    private readonly authority: AuthorityService,
    private readonly directory: Directory,
    private readonly audit: AuditLog,
  ) {}

  /** At the level of a group what that group asks, before that what any group of the school asks. */
  async asked(q: Queryable, { level, scopeId, schoolId, type }: SubmissionRecord): Promise<AskedRubric> {
    const groupIds = level === 'group' ? [scopeId] : await this.directory.groupsOfSchool(q, schoolId);
    return rubricOf(await this.repository.of(q, groupIds), type);
  }

  /** What is kept of answers to what is asked now. Throws what `answered` throws. */
  async answered(
    q: Queryable,
    record: SubmissionRecord,
    answers: readonly RubricAnswer[],
  ): Promise<AnsweredQuestion[]> {
    return answered(await this.asked(q, record), answers);
  }

  /** For the administrators of the group and its people: they are to know what is looked at. Others: not_found. */
  async read(by: Acting, groupId: Id): Promise<ReviewRubric[]> {
    if (!this.authority.groupsOf(by.actor).includes(groupId)) throw notFound();
    return (await this.repository.of(this.database.reader, [groupId]))[0]!;
  }

  /**
   * Replaces all lines; answers that were given keep the questions of then. Throws not_found for those who do not
   * administer the group, `conflict` for a type named twice.
   */
  async replace(by: Acting, groupId: Id, items: readonly ReviewRubric[]): Promise<ReviewRubric[]> {
    if (!(await this.authority.of(by.actor)).groups.has(groupId)) throw notFound();
    if (new Set(items.map((item) => item.type)).size !== items.length) throw new AppError('conflict');
    await this.database.transaction(async (tx) => {
      const before = (await this.repository.of(tx, [groupId]))[0]!;
      await this.repository.replace(tx, groupId, items, by.actor.at);
      await this.audit.record(tx, {
        actorId: by.actor.userId,
        schoolId: null,
        action: 'group.review-rubric',
        objectType: 'group',
        objectId: groupId,
        result: 'ok',
        ip: by.ip,
        detail: { before: before.map(inShort), items: items.map(inShort) },
      });
    });
    return this.read(by, groupId);
  }
}

/** What the audit record keeps: the questions by their keys. */
const inShort = ({ type, required, questions }: ReviewRubric) => ({
  type,
  required,
  questions: questions.map(({ key }) => key),
});
