import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable } from '../../platform/database/database.port.js';
import { AddresseesRepository, type Holder } from './addressees.repository.js';

const CANDIDATES = 20;

/** Who stands behind the keys under which things are shared. Whether the asker may know is not asked here. */
@Injectable()
export class Addressees {
  constructor(
    private readonly repository: AddresseesRepository,
    private readonly clock: Clock,
  ) {}

  /** Everybody behind the principals now, with the membership that makes them so; with `among`, those of these people. */
  holders(q: Queryable, principals: readonly string[], among?: readonly Id[]): Promise<Holder[]> {
    return this.repository.holders(q, principals, this.clock.now(), among);
  }

  /** How many people stand behind each principal now, and how many together, nobody counted twice. */
  count(
    q: Queryable,
    principals: readonly string[],
  ): Promise<{ each: ReadonlyMap<string, number>; total: number }> {
    return this.repository.count(q, principals, this.clock.now());
  }

  /** `a:<user>:<school>` keys of those pairs in which the person belongs to the school, or will. */
  belonging(q: Queryable, pairs: readonly { userId: Id; schoolId: Id }[]): Promise<Set<string>> {
    return this.repository.belonging(q, pairs, this.clock.now());
  }

  /** At most twenty people of these schools whose name holds the text. */
  named(
    q: Queryable,
    schoolIds: readonly Id[],
    text: string,
  ): Promise<{ userId: Id; schoolId: Id; name: string }[]> {
    return this.repository.named(q, schoolIds, text, this.clock.now(), CANDIDATES);
  }
}
