import { Injectable } from '@nestjs/common';
import type { RightName } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock, type Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { Addressees, type Holder } from '../organization/index.js';
import { AccessRepository, type Condition, type CurrentEntry } from './access.repository.js';
import { AccessService } from './access.service.js';
import { rightOfLevel, type AccessSource, type ObjectType } from './rights.js';

/** One reason why somebody holds a right: an entry, and the membership through which they stand behind it. */
export interface HeldEntry {
  principal: string;
  source: AccessSource;
  right: RightName;
  /** the end of its window */
  until: Instant | null;
  /** null for somebody named as themselves */
  membership: Holder['membership'];
}

/**
 * The same entries that rights are judged by, read the other way round: who holds them, and what somebody holds. It
 * answers what is so; whether the asker may know is not asked here.
 */
@Injectable()
export class AccessHolders {
  constructor(
    private readonly database: Database,
    private readonly repository: AccessRepository,
    private readonly access: AccessService,
    private readonly addressees: Addressees,
    private readonly clock: Clock,
  ) {}

  /** Everybody who can see an object now, each with every reason. */
  async of(type: ObjectType, id: Id): Promise<Map<Id, HeldEntry[]>> {
    const q = this.database.reader;
    const entries = await this.repository.current(q, type, id, this.clock.now());
    const byPrincipal = grouped(entries, (entry) => entry.principal);
    const found = new Map<Id, HeldEntry[]>();
    for (const { principal, userId, membership } of await this.addressees.holders(q, [
      ...byPrincipal.keys(),
    ])) {
      const reasons = found.get(userId) ?? [];
      for (const entry of byPrincipal.get(principal) ?? []) reasons.push({ ...reasonOf(entry), membership });
      found.set(userId, reasons);
    }
    return found;
  }

  /**
   * What somebody can see now among the objects that satisfy a condition on `e.object_id`, latest made first: at most
   * `limit` behind `beforeId`, each with its reasons.
   */
  async sight(
    actor: Actor,
    type: ObjectType,
    among: Condition,
    beforeId: Id | null,
    limit: number,
  ): Promise<Map<Id, Omit<HeldEntry, 'membership'>[]>> {
    const q = this.database.reader;
    const now = this.clock.now();
    const principals = this.access.principals(actor);
    const ids = await this.repository.heldBy(q, type, principals, now, among, beforeId, limit);
    const entries = await this.repository.currentFor(q, type, ids, principals, now);
    const byId = grouped(entries, (entry) => entry.id);
    return new Map(ids.map((id) => [id, (byId.get(id) ?? []).map(reasonOf)]));
  }

  /** Ids of everything that is shown, or was given by name, to one of the principals; `among` as with `sight`. */
  shownTo(
    type: ObjectType,
    source: 'audience' | 'grant',
    principals: readonly string[],
    among: Condition,
  ): Promise<Set<Id>> {
    const now = this.clock.now();
    return this.repository.shownTo(this.database.reader, type, [source], principals, now, among);
  }

  /** How many of those there are, for each source (of an audience: and kind of principal) and together. */
  async countSight(actor: Actor, type: ObjectType, among: Condition) {
    const principals = this.access.principals(actor);
    return this.repository.countHeld(this.database.reader, type, principals, this.clock.now(), among);
  }
}

function reasonOf({ principal, source, level, until }: CurrentEntry): Omit<HeldEntry, 'membership'> {
  return { principal, source: source as AccessSource, right: rightOfLevel(level), until };
}

function grouped<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
