import { Injectable } from '@nestjs/common';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { OutlineRepository } from './outline.repository.js';

/** Keeps collections from holding themselves, however far down. */
@Injectable()
export class Acyclic {
  constructor(private readonly outline: OutlineRepository) {}

  /**
   * Throws `collection_cycle` when a collection that was just changed in this unit would hold itself; through which others
   * is not said, since the actor may not see them all. What it walks through stays locked until the unit ends: of two
   * units that would close a circle together, one sees the other.
   */
  async require(tx: Tx, collectionId: Id): Promise<void> {
    const met = new Set<Id>();
    let next = await this.outline.nested(tx, [collectionId]);
    while (next.length > 0) {
      if (next.includes(collectionId)) throw new AppError('collection_cycle');
      for (const id of next) met.add(id);
      next = (await this.outline.nested(tx, next)).filter((id) => !met.has(id));
    }
  }
}
