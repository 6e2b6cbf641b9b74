import { Injectable } from '@nestjs/common';
import {
  REVIEW_LEVELS,
  type AudienceInput,
  type AudiencePart,
  type ReviewLevel,
} from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { Directory } from '../../organization/index.js';
import { addedReach } from '../audience/added-reach.js';
import { audienceParts } from '../audience/audience.js';
import { AudienceRules } from '../audience/audience-rules.js';
import { GrantsRepository } from '../grants/grants.repository.js';
import { PublishPolicy, type ReviewStep } from './publish-policy.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';

/** What is read of a resource to know which levels of review stand before it. */
export type Reviewed = Pick<ResourceRecord, 'schoolId' | 'type' | 'state' | 'audience'>;

/** Which levels of review stand between a resource and an audience, by the policy of now. */
@Injectable()
export class ReviewNeeds {
  constructor(
    private readonly policy: PublishPolicy,
    private readonly rules: AudienceRules,
    private readonly directory: Directory,
    private readonly grants: GrantsRepository,
    private readonly repository: ResourcesRepository,
  ) {}

  /** Before an audience that is written out: of what it holds now, for those only who do not see it yet. */
  async before(q: Queryable, record: Reviewed, audience: AudienceInput): Promise<ReviewStep[]> {
    return (await this.beforeEach(q, record.schoolId, audience, [record]))(record);
  }

  /** The same for many resources of one school, read once for all of them. */
  async beforeEach(
    q: Queryable,
    schoolId: Id,
    audience: AudienceInput,
    records: readonly Reviewed[],
  ): Promise<(record: Reviewed) => ReviewStep[]> {
    const steps = await this.policy.of(q, schoolId);
    const parts = audienceParts(audience, schoolId);
    const homes = await this.rules.homes(q, parts);
    const schools = await this.schoolsOfGroups(q, records.flatMap(shownTo));
    return (record) => {
      const shown = shownTo(record);
      const schoolsOfGroups = new Set(
        shown.flatMap((part) => (part.kind === 'group' ? (schools.get(part.id) ?? []) : [])),
      );
      const reach = addedReach({ parts: shown, schoolsOfGroups }, parts, schoolId, homes);
      return reach === null ? [] : steps(record.type, reach);
    };
  }

  /** The levels before a resource of the actor's is shown to an audience that is written out. */
  async levelsBefore(
    q: Queryable,
    right: Authorized<'resource', 'manage'>,
    audience: AudienceInput,
  ): Promise<ReviewLevel[]> {
    const [record] = await this.repository.byIds(q, [right.id]);
    return record ? levelsOf(await this.before(q, record, audience)) : [];
  }

  /** Those that something new of any of these types would meet in a school. */
  async levelsBeforeNew(
    q: Queryable,
    schoolId: Id,
    types: readonly string[],
    audience: AudienceInput,
  ): Promise<ReviewLevel[]> {
    const drafts = types.map((type): Reviewed => ({ schoolId, type, state: 'draft', audience: null }));
    return levelsOf(drafts.flatMap(await this.beforeEach(q, schoolId, audience, drafts)));
  }

  /** Before other content, for everybody in the audience that it would have. */
  beforeOther(q: Queryable, record: Reviewed, audience: AudienceInput): Promise<ReviewStep[]> {
    return this.before(q, { ...record, audience: null }, audience);
  }

  /** Whether other content than what readers see now has to wait beside it. */
  async holds(q: Queryable, record: Reviewed): Promise<boolean> {
    if (record.state !== 'published' || record.audience === null) return false;
    return (await this.beforeOther(q, record, record.audience)).length > 0;
  }

  /** Whose work it is: the author's, and of those who are credited beside them. */
  async makers(q: Queryable, { id, authorId }: Pick<ResourceRecord, 'id' | 'authorId'>): Promise<Id[]> {
    const grants = (await this.grants.of(q, [id])).get(id) ?? [];
    return [authorId, ...grants.filter((grant) => grant.credited).map((grant) => grant.to.id)];
  }

  private async schoolsOfGroups(q: Queryable, parts: readonly AudiencePart[]): Promise<Map<Id, Id[]>> {
    const schools = new Map<Id, Id[]>();
    for (const { kind, id } of parts)
      if (kind === 'group' && !schools.has(id)) schools.set(id, await this.directory.schoolsOfGroup(q, id));
    return schools;
  }
}

/** To whom a resource is shown now. */
const shownTo = ({ state, audience, schoolId }: Reviewed): AudiencePart[] =>
  state === 'published' && audience !== null ? audienceParts(audience, schoolId) : [];

/** Each level once, in the order in which they are passed. */
const levelsOf = (steps: readonly ReviewStep[]): ReviewLevel[] =>
  REVIEW_LEVELS.filter((level) => steps.some((step) => step.level === level));

/** Throws `review_required`, saying which levels, where there are any. */
export function requireNoReview(steps: readonly ReviewStep[]): void {
  if (steps.length > 0)
    throw new AppError('review_required', { levels: steps.map(({ level }) => level).join(',') });
}
