import { Injectable } from '@nestjs/common';
import type { ReviewState } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { insertRows, rowsWhereIn } from '../../platform/database/rows.js';
import type { Condition } from '../access/index.js';
import type { ReviewStep } from '../resources/index.js';
import { OPEN_STATES } from './review-states.js';
import { SubmissionEntity, SubmissionEventEntity, SubmissionMakerEntity } from './submission.entity.js';

/** A submission as stored. */
export type SubmissionRecord = Omit<
  { [K in keyof SubmissionEntity]: SubmissionEntity[K] },
  'state' | 'level'
> & { state: ReviewState } & Pick<ReviewStep, 'level'>;
/** Something that happened to one, as stored. */
export type EventRecord = { [K in keyof SubmissionEventEntity]: SubmissionEventEntity[K] };

/** Which submissions somebody is asked about: any of the conditions, and none that is their own work. */
export interface Asked {
  conditions: readonly Condition[];
  userId: Id;
  /** they themselves, and those in whose grade teams they are */
  colleagues: readonly Id[];
}

export interface QueueFilter {
  subject: string | undefined;
  level: string | undefined;
  /** since before this instant */
  before: Instant | null;
  after: { at: Instant; id: Id } | null;
  limit: number;
}

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

/** What was submitted for review. Nothing here asks for rights. */
@Injectable()
export class SubmissionsRepository {
  async insert(tx: Tx, record: SubmissionRecord, makerIds: Iterable<Id>): Promise<void> {
    await insertRows(tx, SubmissionEntity, [record]);
    const makers = [...new Set(makerIds)].map((userId) => ({ submissionId: record.id, userId }));
    await insertRows(tx, SubmissionMakerEntity, makers);
  }

  async insertEvent(tx: Tx, event: EventRecord): Promise<void> {
    await insertRows(tx, SubmissionEventEntity, [event]);
  }

  async update(tx: Tx, id: Id, change: Partial<SubmissionRecord>): Promise<void> {
    await tx.manager.update(SubmissionEntity, { id }, change);
  }

  async byIds(q: Queryable, ids: readonly Id[]): Promise<SubmissionRecord[]> {
    return (await rowsWhereIn(q, SubmissionEntity, 'id', ids)) as SubmissionRecord[];
  }

  /** Reads a submission for changing it: locked until the unit ends. */
  async lock(tx: Tx, id: Id): Promise<SubmissionRecord | null> {
    const query = tx.manager.createQueryBuilder(SubmissionEntity, 's').where('s.id = :id', { id });
    return (await lockRows(tx, query).getOne()) as SubmissionRecord | null;
  }

  /** Of one resource, the latest first; at most `limit`. */
  async ofResource(q: Queryable, resourceId: Id, limit: number): Promise<SubmissionRecord[]> {
    const rows = await q.manager.find(SubmissionEntity, {
      where: { resourceId },
      order: { id: 'DESC' },
      take: limit,
    });
    return rows as SubmissionRecord[];
  }

  /** Whether somebody is credited for the resource now, and perhaps was not when it was submitted. */
  async isCredited(q: Queryable, { resourceId }: SubmissionRecord, userId: Id): Promise<boolean> {
    return (await this.credited(q, resourceId)).includes(userId);
  }

  /** Who is credited for a resource now, beside its author. */
  async credited(q: Queryable, resourceId: Id): Promise<Id[]> {
    const rows = await q.manager.query<{ principal: string }[]>(
      'SELECT g.principal AS principal FROM resource_grant g WHERE g.resource_id = ? AND g.credited = 1',
      [resourceId],
    );
    return rows.flatMap(({ principal }) => /^a:([^:]+):/.exec(principal)?.[1] ?? []);
  }

  async makers(q: Queryable, id: Id): Promise<Id[]> {
    const rows = await rowsWhereIn(q, SubmissionMakerEntity, 'submissionId', [id]);
    return rows.map((row) => row.userId);
  }

  /** In the order in which they happened, by submission. */
  async events(q: Queryable, ids: readonly Id[]): Promise<Map<Id, EventRecord[]>> {
    const rows = await rowsWhereIn(q, SubmissionEventEntity, 'submissionId', ids, { order: ['id'] });
    const events = new Map<Id, EventRecord[]>();
    for (const row of rows) events.set(row.submissionId, [...(events.get(row.submissionId) ?? []), row]);
    return events;
  }

  /** The open ones that somebody is asked about, the longest waiting first. */
  async queue(q: Queryable, asked: Asked, filter: QueueFilter): Promise<SubmissionRecord[]> {
    if (asked.conditions.length === 0) return [];
    const { subject, level, before, after, limit } = filter;
    const wanted = [...openFor(asked), notJudgedBy(asked.userId)];
    if (subject !== undefined) wanted.push({ sql: 's.subject = ?', parameters: [subject] });
    if (level !== undefined) wanted.push({ sql: 's.level = ?', parameters: [level] });
    if (before !== null) wanted.push({ sql: 's.since_at <= ?', parameters: [before] });
    if (after !== null)
      wanted.push({
        sql: '(s.since_at > ? OR (s.since_at = ? AND s.id > ?))',
        parameters: [after.at, after.at, after.id],
      });
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT s.id AS id FROM submission s WHERE ${allOf(wanted)} ORDER BY s.since_at, s.id LIMIT ${limit}`,
      parametersOf(wanted),
    );
    const ids = rows.map((row) => row.id);
    const records = new Map((await this.byIds(q, ids)).map((record) => [record.id, record]));
    return ids.flatMap((id) => records.get(id) ?? []);
  }

  /**
   * Resources of these schools with an open one that somebody is asked about, or was where their opinion waits, the latest
   * made first.
   */
  async askedResources(q: Queryable, asked: Asked, schoolIds: readonly Id[]): Promise<Id[]> {
    if (asked.conditions.length === 0 || schoolIds.length === 0) return [];
    const wanted = [
      ...openFor(asked),
      { sql: `s.school_id IN (${marks(schoolIds)})`, parameters: schoolIds },
    ];
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT DISTINCT s.resource_id AS id FROM submission s WHERE ${allOf(wanted)} ORDER BY s.resource_id DESC`,
      parametersOf(wanted),
    );
    return rows.map((row) => row.id);
  }
}

/** What the open ones that somebody is asked about satisfy. */
function openFor({ conditions, userId, colleagues }: Asked): Condition[] {
  return [
    { sql: `s.state IN (${marks(OPEN_STATES)})`, parameters: OPEN_STATES },
    {
      sql: `(${conditions.map(({ sql }) => `(${sql})`).join(' OR ')})`,
      parameters: parametersOf(conditions),
    },
    { sql: '(s.barred_id IS NULL OR s.barred_id <> ?)', parameters: [userId] },
    {
      sql: `NOT EXISTS (SELECT 1 FROM submission_maker m WHERE m.submission_id = s.id AND m.user_id IN (${marks(colleagues)}))`,
      parameters: colleagues,
    },
    {
      sql: `NOT EXISTS (SELECT 1 FROM resource_grant g WHERE g.resource_id = s.resource_id AND g.credited = 1 AND g.principal LIKE ?)`,
      parameters: [`a:${userId}:%`],
    },
  ];
}

/** Where two judge: they have not given their opinion at the level where it is. */
const notJudgedBy = (userId: Id): Condition => ({
  sql: 'NOT EXISTS (SELECT 1 FROM submission_opinion o WHERE o.submission_id = s.id AND o.passed = s.passed AND o.user_id = ?)',
  parameters: [userId],
});

const allOf = (conditions: readonly Condition[]) => conditions.map(({ sql }) => sql).join(' AND ');
const parametersOf = (conditions: readonly Condition[]) => conditions.flatMap(({ parameters }) => parameters);
