import { Injectable } from '@nestjs/common';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';

type IsFrozen = (q: Queryable, resourceId: Id) => Promise<boolean>;

/**
 * Resources that others rely on as they are: what they hold and what is said of them stays, and they stay, for everybody,
 * until whoever holds them lets go. Who sees them is not held.
 */
@Injectable()
export class Frozen {
  private readonly holders: IsFrozen[] = [];

  /** For those that hold resources, at start. */
  register(isFrozen: IsFrozen): void {
    this.holders.push(isFrozen);
  }

  async is(q: Queryable, resourceId: Id): Promise<boolean> {
    for (const isFrozen of this.holders) if (await isFrozen(q, resourceId)) return true;
    return false;
  }

  /** In the unit that is about to change it, with the resource locked. Throws `frozen`. */
  async requireFree(q: Queryable, resourceId: Id): Promise<void> {
    if (await this.is(q, resourceId)) throw new AppError('frozen');
  }
}
