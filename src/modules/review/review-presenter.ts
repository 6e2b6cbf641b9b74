import { Injectable } from '@nestjs/common';
import type { AudienceInput, ReviewEvent, ReviewState } from '../../contracts/index.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { Directory } from '../organization/index.js';
import { AddresseeNames, audienceParts } from '../resources/index.js';
import { REVIEWER_ACTS, twoJudge } from './review-states.js';
import { SubmissionsRepository, type EventRecord, type SubmissionRecord } from './submissions.repository.js';

const iso = (instant: number) => new Date(instant).toISOString();
const isoOrNull = (instant: number | null) => (instant === null ? null : iso(instant));

/** What pages show of a submission wherever it is shown. */
export interface Standing {
  id: Id;
  rev: number;
  state: ReviewState;
  levels: SubmissionRecord['level'][];
  passed: number;
  submittedAt: string;
  since: string;
  reviewer: { id: Id; name: string } | null;
  two: boolean;
}

/** Makes of submissions what pages show. Rights are not asked here. */
@Injectable()
export class ReviewPresenter {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly addressees: AddresseeNames,
    private readonly submissions: SubmissionsRepository,
  ) {}

  /** Where each of them is. */
  async standing(records: readonly SubmissionRecord[]): Promise<Standing[]> {
    const names = await this.names(records.flatMap(({ reviewerId }) => reviewerId ?? []));
    return records.map(({ id, rev, state, steps, passed, submittedAt, since, reviewerId }) => ({
      ...{ id, rev, state, passed, two: twoJudge({ steps, passed }) },
      levels: steps.map(({ level }) => level),
      submittedAt: iso(submittedAt),
      since: iso(since),
      reviewer: reviewerId === null || twoJudge({ steps, passed }) ? null : names(reviewerId),
    }));
  }

  /** What was asked for, and by whom. */
  async wish({ audience, schoolId, submitterId, visibleFrom, visibleUntil }: SubmissionRecord) {
    return {
      audience: { ...audience, names: await this.audienceNames(audience, schoolId) },
      visibleFrom: isoOrNull(visibleFrom),
      visibleUntil: isoOrNull(visibleUntil),
      submitter: (await this.names([submitterId]))(submitterId),
    };
  }

  /** What happened to each of them, in its order; without a name what reviewers did where two judge. */
  async events(records: readonly SubmissionRecord[]): Promise<Map<Id, ReviewEvent[]>> {
    const events = await this.submissions.events(
      this.database.reader,
      records.map(({ id }) => id),
    );
    const twice = new Map(records.map(({ id, steps }) => [id, steps.filter(({ second }) => second)]));
    const nameless = ({ submissionId, act, level }: EventRecord) =>
      REVIEWER_ACTS.has(act) && (twice.get(submissionId) ?? []).some((step) => step.level === level);
    const names = await this.names(
      [...events.values()].flat().flatMap((e) => [e.actorId, e.toId ?? []].flat()),
    );
    const shown = (event: EventRecord): ReviewEvent => ({
      ...{ id: event.id, at: iso(event.at), reasons: event.reasons, words: event.words },
      act: event.act as ReviewEvent['act'],
      by: nameless(event) ? null : names(event.actorId),
      level: event.level as ReviewEvent['level'],
      to: event.toId === null || nameless(event) ? null : names(event.toId),
      changes: event.changes ?? [],
      rubric: event.rubric ?? [],
      opinions: event.opinions ?? [],
    });
    return new Map([...events].map(([id, list]) => [id, list.map(shown)]));
  }

  /** People with their names, in the order given. */
  async people(ids: readonly Id[]): Promise<{ id: Id; name: string }[]> {
    return ids.map(await this.names(ids));
  }

  private async names(userIds: readonly Id[]): Promise<(id: Id) => { id: Id; name: string }> {
    const { people } = await this.directory.names(this.database.reader, { userIds });
    return (id) => ({ id, name: people.get(id) ?? '' });
  }

  private async audienceNames(audience: AudienceInput, schoolId: Id): Promise<string[]> {
    if (audience.preset === 'school') return [];
    const items = await this.addressees.of(this.database.reader, audienceParts(audience, schoolId));
    return items.flatMap(({ kind, name, place }) =>
      name === '' ? [] : [kind === 'user' ? name : `${place}${name}`],
    );
  }
}
