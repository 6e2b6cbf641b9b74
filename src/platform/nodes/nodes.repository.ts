import { In } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../database/database.port.js';
import { ProcessNodeEntity } from './process-node.entity.js';

export type ProcessNode = Readonly<ProcessNodeEntity>;

export class NodesRepository {
  all(q: Queryable): Promise<ProcessNode[]> {
    return q.manager.find(ProcessNodeEntity, { order: { id: 'ASC' } });
  }

  async add(tx: Tx, node: ProcessNode): Promise<void> {
    await tx.manager.insert(ProcessNodeEntity, { ...node });
  }

  /** False when the row is gone. */
  async seen(tx: Tx, id: Id, at: Instant): Promise<boolean> {
    return (await tx.manager.update(ProcessNodeEntity, { id }, { seenAt: at })).affected === 1;
  }

  async remove(tx: Tx, ids: readonly Id[]): Promise<void> {
    if (ids.length > 0) await tx.manager.delete(ProcessNodeEntity, { id: In([...ids]) });
  }
}
