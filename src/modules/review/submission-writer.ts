import { Injectable } from '@nestjs/common';
import type {
  AnsweredQuestion,
  DescriptionChange,
  NoticeKind,
  ReturnReason,
  ReviewOpinion,
} from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import type { Tx } from '../../platform/database/database.port.js';
import { NoticeBoard } from '../../platform/notices/index.js';
import { Reviewers } from './reviewers.js';
import { OPEN_STATES, REVIEWER_ACTS, stateAfter, twoJudge, type ReviewAct } from './review-states.js';
import { SubmissionsRepository, type SubmissionRecord } from './submissions.repository.js';

/** What somebody does to a submission, and says with it. */
export interface ReviewDeed {
  act: ReviewAct;
  actorId: Id;
  at: Instant;
  words?: string;
  reasons?: readonly ReturnReason[];
  toId?: Id | null;
  /** what was corrected of the description */
  changes?: readonly DescriptionChange[] | null;
  /** what was answered of the rubric */
  rubric?: readonly AnsweredQuestion[];
  /** what the two found where two judge */
  opinions?: readonly ReviewOpinion[];
  /** what changes besides its state */
  change?: Partial<
    Pick<SubmissionRecord, 'passed' | 'reviewerId' | 'barredId' | 'appealed' | 'subject' | 'type'>
  >;
}

/** The one way in which a submission is written: state, history, audit record and notices change together. */
@Injectable()
export class SubmissionWriter {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly reviewers: Reviewers,
    private readonly audit: AuditLog,
    private readonly notices: NoticeBoard,
  ) {}

  /** A new one; whoever decides on its first level is told. */
  async insert(tx: Tx, record: SubmissionRecord, makerIds: Iterable<Id>, words: string): Promise<void> {
    await this.submissions.insert(tx, record, makerIds);
    await this.note(tx, record, {
      act: 'submit',
      actorId: record.submitterId,
      at: record.submittedAt,
      words,
    });
    await this.askNext(tx, record, record.submitterId);
  }

  /** Throws what `stateAfter` throws for an act that the state does not allow. */
  async carryOut(tx: Tx, record: SubmissionRecord, deed: ReviewDeed): Promise<SubmissionRecord> {
    const state = stateAfter(record.state, deed.act, twoJudge(record));
    const passed = deed.change?.passed ?? record.passed;
    const { level, scopeId } = record.steps[passed] ?? record;
    const arrives = deed.act === 'pass' || deed.act === 'appeal' || !isOpen(state);
    const next: SubmissionRecord = {
      ...record,
      ...deed.change,
      ...{ level, scopeId },
      passed,
      state,
      rev: record.rev + 1,
      since: arrives ? deed.at : record.since,
    };
    await this.submissions.update(tx, record.id, next);
    await this.note(tx, record, deed);
    return next;
  }

  /** Tells people something about a submission. */
  async tell(
    tx: Tx,
    kind: NoticeKind,
    { id }: SubmissionRecord,
    actorId: Id | null,
    recipientIds: Iterable<Id>,
  ): Promise<void> {
    await this.notices.tell(tx, { kind, subjectId: id, actorId, recipientIds });
  }

  /** Tells those who decide where it is now; where that is nobody, those who stand in. */
  async askNext(tx: Tx, record: SubmissionRecord, actorId: Id | null): Promise<void> {
    const { own, 'stand-in': standIn } = await this.reviewers.candidates(tx, record);
    await this.tell(tx, 'review_asked', record, actorId, own.length > 0 ? own : standIn);
  }

  private async note(
    tx: Tx,
    record: SubmissionRecord,
    {
      act,
      actorId,
      at,
      words = '',
      reasons = [],
      toId = null,
      changes = null,
      rubric = [],
      opinions = [],
    }: Omit<ReviewDeed, 'act'> & { act: string },
  ): Promise<void> {
    const { id: submissionId, resourceId, schoolId, level } = record;
    const said = {
      reasons: [...reasons],
      words,
      toId,
      changes: changes && [...changes],
      rubric: rubric.length > 0 ? [...rubric] : null,
      opinions: opinions.length > 0 ? [...opinions] : null,
    };
    // What one of two found is not among what happened: others read that.
    if (act !== 'opine' && act !== 'recall')
      await this.submissions.insertEvent(tx, {
        ...{ id: newId(at), submissionId, at, act, actorId, level },
        ...said,
      });
    const nameless = twoJudge(record) && REVIEWER_ACTS.has(act);
    await this.audit.record(tx, {
      actorId,
      schoolId,
      action: `review.${act.replace('_', '-')}`,
      // Its author reads what is recorded of the resource: who judged where two do, auditors alone.
      ...(nameless
        ? { objectType: 'submission', objectId: submissionId }
        : { objectType: 'resource', objectId: resourceId }),
      result: 'ok',
      detail: {
        ...(nameless ? { resource: resourceId } : { submission: submissionId }),
        level,
        ...(reasons.length > 0 ? { reasons } : {}),
        ...(toId === null ? {} : { to: toId }),
        ...(changes ? { changed: changedFacts(changes) } : {}),
      },
    });
  }
}

/** As the audit record keeps what changed of a resource. */
const changedFacts = (changes: readonly DescriptionChange[]) =>
  Object.fromEntries(changes.map(({ field, from, to }) => [field, { from, to }]));
const isOpen = (state: SubmissionRecord['state']) => OPEN_STATES.includes(state);
