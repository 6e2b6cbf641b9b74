import type { ObjectLiteral, QueryDeepPartialEntity, SelectQueryBuilder } from 'typeorm';
import type { Tx } from './database.port.js';

/** Locks the selected rows until the unit ends. SQLite needs none: a unit already holds the only write lock. */
export function lockRows<T extends ObjectLiteral>(
  tx: Tx,
  query: SelectQueryBuilder<T>,
): SelectQueryBuilder<T> {
  return tx.dialect === 'mysql' ? query.setLock('pessimistic_write') : query;
}

/**
 * The rows of these ids, locked until the unit ends; those that are missing are made as given. In one order for everybody,
 * and locked before anything is inserted: on MySQL an insert that meets a row shares it first, and two units that share
 * one are in each other's way.
 */
export async function lockedOrMade<T extends { id: string }>(
  tx: Tx,
  entity: new () => T,
  fresh: readonly T[],
): Promise<T[]> {
  const rows = [...fresh].sort((a, b) => (a.id < b.id ? -1 : 1));
  const locked = () => {
    const query = tx.manager
      .createQueryBuilder(entity, 'r')
      .where('r.id IN (:...ids)', { ids: rows.map(({ id }) => id) })
      .orderBy('r.id');
    return lockRows(tx, query).getMany();
  };
  const there = await locked();
  if (there.length === rows.length) return there;
  await tx.manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(rows as QueryDeepPartialEntity<T>[])
    .orIgnore()
    .updateEntity(false)
    .execute();
  return locked();
}
