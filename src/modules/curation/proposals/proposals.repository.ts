import { Injectable } from '@nestjs/common';
import type { ProposalState } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { lockRows } from '../../../platform/database/locking.js';
import { insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import { ProposalEntity } from './proposal.entity.js';

/** A proposal as stored. */
export type ProposalRecord = Omit<{ [K in keyof ProposalEntity]: ProposalEntity[K] }, 'state'> & {
  state: ProposalState;
};

/** What was proposed for collections. Nothing here asks for rights. */
@Injectable()
export class ProposalsRepository {
  async insert(tx: Tx, record: ProposalRecord): Promise<void> {
    await insertRows(tx, ProposalEntity, [record]);
  }

  async byIds(q: Queryable, ids: readonly Id[]): Promise<ProposalRecord[]> {
    return (await rowsWhereIn(q, ProposalEntity, 'id', ids)) as ProposalRecord[];
  }

  /** Reads a proposal for changing it: locked until the unit ends. */
  async lock(tx: Tx, id: Id): Promise<ProposalRecord | null> {
    const query = tx.manager.createQueryBuilder(ProposalEntity, 'p').where('p.id = :id', { id });
    return (await lockRows(tx, query).getOne()) as ProposalRecord | null;
  }

  async update(tx: Tx, id: Id, change: Partial<ProposalRecord>): Promise<void> {
    await tx.manager.update(ProposalEntity, { id }, change);
  }

  /** The open ones of one person for one collection. */
  async openOf(q: Queryable, proposerId: Id, collectionId: Id): Promise<ProposalRecord[]> {
    const and = { collectionId, state: 'open' };
    return (await rowsWhereIn(q, ProposalEntity, 'proposerId', [proposerId], { and })) as ProposalRecord[];
  }

  /** How many each of the collections has open; none of those that have none. */
  async openCounts(q: Queryable, collectionIds: readonly Id[]): Promise<Map<Id, number>> {
    if (collectionIds.length === 0) return new Map();
    const marks = collectionIds.map(() => '?').join(', ');
    const rows = await q.manager.query<{ id: Id; open: number | string }[]>(
      `SELECT collection_id AS id, COUNT(*) AS open FROM proposal WHERE collection_id IN (${marks}) AND state = 'open' GROUP BY collection_id`,
      [...collectionIds],
    );
    return new Map(rows.map(({ id, open }) => [id, Number(open)]));
  }

  /** The open ones of a collection, oldest first; at most `limit` behind `afterId`. */
  async open(q: Queryable, collectionId: Id, afterId: Id | null, limit: number): Promise<ProposalRecord[]> {
    const query = q.manager
      .createQueryBuilder(ProposalEntity, 'p')
      .where(`p.collection_id = :collectionId AND p.state = 'open'`, { collectionId })
      .orderBy('p.id')
      .limit(limit);
    if (afterId !== null) query.andWhere('p.id > :afterId', { afterId });
    return (await query.getMany()) as ProposalRecord[];
  }

  /** Those that curators have decided, latest first; at most `limit` behind `before`. */
  async decided(
    q: Queryable,
    collectionId: Id,
    before: { at: Instant; id: Id } | null,
    limit: number,
  ): Promise<ProposalRecord[]> {
    const query = q.manager
      .createQueryBuilder(ProposalEntity, 'p')
      .where('p.collection_id = :collectionId AND p.decided_at IS NOT NULL', { collectionId })
      .orderBy('p.decidedAt', 'DESC')
      .addOrderBy('p.id', 'DESC')
      .limit(limit);
    if (before !== null) query.andWhere('p.decided_at <= :at AND (p.decided_at < :at OR p.id < :id)', before);
    return (await query.getMany()) as ProposalRecord[];
  }

  /** Those of one person, latest first; at most `limit` before the proposal `beforeId`. */
  async own(q: Queryable, proposerId: Id, beforeId: Id | null, limit: number): Promise<ProposalRecord[]> {
    const query = q.manager
      .createQueryBuilder(ProposalEntity, 'p')
      .where('p.proposer_id = :proposerId', { proposerId })
      .orderBy('p.id', 'DESC')
      .limit(limit);
    if (beforeId !== null) query.andWhere('p.id < :beforeId', { beforeId });
    return (await query.getMany()) as ProposalRecord[];
  }
}
