import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable } from '../../platform/database/database.port.js';
import type { Condition } from '../access/index.js';
import { Addressees, AuthorityService, Directory } from '../organization/index.js';
import type { ReviewStep } from '../resources/index.js';
import { OpinionsRepository } from './second/opinions.repository.js';
import { SubmissionsRepository, type Asked, type SubmissionRecord } from './submissions.repository.js';

/** As what somebody decides on a level: it is theirs, or they stand in as administrators of the place. */
export type Office = 'own' | 'stand-in';

/**
 * Who reviews what, by the memberships of now: at the department the heads of the school's departments of the subject,
 * at the school its administrators, at the group its leads of the subject. Administrators of the school and of its groups
 * stand in. Nobody reviews what they made, or what somebody of their grade team 备课组 made.
 */
@Injectable()
export class Reviewers {
  constructor(
    private readonly directory: Directory,
    private readonly addressees: Addressees,
    private readonly authority: AuthorityService,
    private readonly submissions: SubmissionsRepository,
    private readonly opinions: OpinionsRepository,
  ) {}

  /** What somebody is asked about; with `standIn`, what they may decide in the place of others, too. */
  async asked(q: Queryable, actor: Actor, standIn: boolean): Promise<Asked> {
    const conditions: Condition[] = [];
    const add = (sql: string, ...parameters: unknown[]) => conditions.push({ sql, parameters });
    for (const { schoolId, subject } of await this.headed(q, actor))
      add(`s.level = 'department' AND s.scope_id = ? AND s.subject = ?`, schoolId, subject);
    for (const { role, scopeId, subject } of actor.memberships) {
      if (role === 'school_admin') add(`s.level = 'school' AND s.scope_id = ?`, scopeId);
      if (role === 'group_subject_lead')
        add(`s.level = 'group' AND s.scope_id = ? AND s.subject = ?`, scopeId, subject);
    }
    const { groups, schools } = await this.authority.of(actor, q);
    const places = [...groups, ...schools];
    if (places.length > 0) {
      const within = `s.scope_id IN (${places.map(() => '?').join(', ')})`;
      if (standIn) add(within, ...places);
      else add(`${within} AND s.reviewer_id = ?`, ...places, actor.userId);
    }
    return { conditions, userId: actor.userId, colleagues: await this.colleagues(q, actor) };
  }

  /** As what the actor decides on one of the levels; null: it is not theirs to decide. */
  async officeAt(
    q: Queryable,
    actor: Actor,
    { level, scopeId }: ReviewStep,
    subject: string | null,
  ): Promise<Office | null> {
    if (await this.isOwn(q, actor, { level, scopeId }, subject)) return 'own';
    const { groups, schools } = await this.authority.of(actor, q);
    return groups.has(scopeId) || schools.has(scopeId) ? 'stand-in' : null;
  }

  /** Whether the actor is among those whose work it is (`made`), prepares lessons with one of them (`near`), or neither. */
  async nearness(q: Queryable, actor: Actor, submissionId: Id): Promise<'made' | 'near' | null> {
    const makers = await this.submissions.makers(q, submissionId);
    if (makers.includes(actor.userId)) return 'made';
    const colleagues = await this.colleagues(q, actor);
    return makers.some((id) => colleagues.includes(id)) ? 'near' : null;
  }

  /**
   * People who can decide on a submission where it is: those whose level it is, and those who stand in for them. Without
   * `judged`: who gave an opinion there already.
   */
  async candidates(
    q: Queryable,
    submission: SubmissionRecord,
    judged?: readonly Id[],
  ): Promise<Record<Office, Id[]>> {
    const { level, scopeId, subject } = submission;
    const free = await this.free(q, submission, judged ?? (await this.opinions.givers(q, submission)));
    const own = await this.holders(q, { level, scopeId }, subject);
    const groupIds = level === 'group' ? [scopeId] : await this.directory.groupsOfSchool(q, scopeId);
    const admins = [
      ...(level === 'group' ? [] : await this.directory.officers(q, 'school_admin', [scopeId])),
      ...(await this.directory.officers(q, 'group_admin', groupIds)),
    ].map(({ userId }) => userId);
    const standIn = admins.filter((id) => !own.includes(id));
    return { own: [...new Set(own)].filter(free), 'stand-in': [...new Set(standIn)].filter(free) };
  }

  private async holders(q: Queryable, { level, scopeId }: ReviewStep, subject: string | null): Promise<Id[]> {
    switch (level) {
      case 'department': {
        const all = await this.directory.departmentsOfSchools(q, [scopeId]);
        const ids = all.filter((department) => department.subject === subject).map(({ id }) => id);
        return (await this.directory.officers(q, 'department_lead', ids)).map(({ userId }) => userId);
      }
      case 'school':
        return (await this.directory.officers(q, 'school_admin', [scopeId])).map(({ userId }) => userId);
      case 'group': {
        const leads = await this.directory.officers(q, 'group_subject_lead', [scopeId]);
        return leads.filter((lead) => lead.subject === subject).map(({ userId }) => userId);
      }
    }
  }

  /** Tells of people whether nothing keeps them from a submission. */
  private async free(
    q: Queryable,
    { id, barredId, resourceId }: SubmissionRecord,
    judged: readonly Id[],
  ): Promise<(userId: Id) => boolean> {
    const makers = await this.submissions.makers(q, id);
    const teamIds = [...(await this.directory.teamsOf(q, makers)).values()].flat();
    const mates = await this.addressees.holders(
      q,
      teamIds.map((teamId) => `t:${teamId}`),
    );
    const kept = new Set([...makers, ...mates.map(({ userId }) => userId), barredId, ...judged]);
    for (const userId of await this.submissions.credited(q, resourceId)) kept.add(userId);
    return (userId) => !kept.has(userId);
  }

  private async isOwn(q: Queryable, actor: Actor, { level, scopeId }: ReviewStep, subject: string | null) {
    if (level === 'department')
      return (await this.headed(q, actor)).some((d) => d.schoolId === scopeId && d.subject === subject);
    return actor.memberships.some(
      (m) =>
        m.scopeId === scopeId &&
        (level === 'school'
          ? m.role === 'school_admin'
          : m.role === 'group_subject_lead' && m.subject === subject),
    );
  }

  /** Whether anybody who has not judged could decide on it now. */
  async anybody(q: Queryable, submission: SubmissionRecord): Promise<boolean> {
    const { own, 'stand-in': standIn } = await this.candidates(q, submission);
    return own.length + standIn.length > 0;
  }

  /** Those who keep the policy by which it is reviewed. */
  async keepers(q: Queryable, { level, scopeId, schoolId }: SubmissionRecord): Promise<Id[]> {
    const groupIds = level === 'group' ? [scopeId] : await this.directory.groupsOfSchool(q, schoolId);
    return (await this.directory.officers(q, 'group_admin', groupIds)).map(({ userId }) => userId);
  }

  /** The departments that the actor heads. */
  async headed(q: Queryable, actor: Actor): Promise<{ schoolId: Id; subject: string }[]> {
    const departmentIds = actor.memberships
      .filter(({ role }) => role === 'department_lead')
      .map(({ scopeId }) => scopeId);
    if (departmentIds.length === 0) return [];
    return [...(await this.directory.names(q, { departmentIds })).departments.values()];
  }

  /** The actor, and those who are in a grade team with them now. */
  async colleagues(q: Queryable, actor: Actor): Promise<Id[]> {
    const teams = actor.principals.filter((key) => key.startsWith('t:'));
    const holders = await this.addressees.holders(q, teams);
    return [...new Set([actor.userId, ...holders.map(({ userId }) => userId)])];
  }
}
