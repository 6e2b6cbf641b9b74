import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Tx } from './database.port.js';

/** Locks the selected rows until the unit ends. SQLite needs none: a unit already holds the only write lock. */
export function lockRows<T extends ObjectLiteral>(
  tx: Tx,
  query: SelectQueryBuilder<T>,
): SelectQueryBuilder<T> {
  return tx.dialect === 'mysql' ? query.setLock('pessimistic_write') : query;
}
