import { Injectable } from '@nestjs/common';
import type { RightName } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Queryable, type Tx } from '../../platform/database/database.port.js';
import { AccessRepository, WINDOW, type Condition, type ListPosition } from './access.repository.js';
import {
  LEVELS,
  principal,
  rightOfLevel,
  type AccessEntry,
  type AccessSource,
  type Authorized,
  type ObjectType,
} from './rights.js';

/**
 * Who may do what with which object. Rights are asked in sets and judged at the moment of reading, from committed
 * rows; nothing is remembered between requests.
 */
@Injectable()
export class AccessService {
  constructor(
    private readonly database: Database,
    private readonly repository: AccessRepository,
    private readonly clock: Clock,
  ) {}

  /** Every key under which something may be shared with this person now: for engines that filter by themselves. */
  principals(actor: Actor): string[] {
    const schools = new Set(actor.memberships.flatMap((m) => (m.schoolId ? [m.schoolId] : [])));
    return [
      ...actor.principals,
      ...[...schools].map((schoolId) => principal.userInSchool(actor.userId, schoolId)),
    ];
  }

  /** The highest right of the actor to each object; objects that they may not see are left out. */
  async rights(actor: Actor, type: ObjectType, ids: readonly Id[]): Promise<Map<Id, RightName>> {
    if (ids.length === 0) return new Map();
    const levels = await this.repository.levels(
      this.database.reader,
      type,
      ids,
      this.principals(actor),
      this.clock.now(),
    );
    return new Map([...levels].map(([id, level]) => [id, rightOfLevel(level)]));
  }

  /** Those of the ids to which the actor holds the right. */
  async allowed(actor: Actor, right: RightName, type: ObjectType, ids: readonly Id[]): Promise<Set<Id>> {
    const rights = await this.rights(actor, type, ids);
    return new Set(ids.filter((id) => LEVELS[rights.get(id) ?? 'view'] >= LEVELS[right] && rights.has(id)));
  }

  /** Proof of a right. Without it: not found, whether the object exists or not. */
  async authorize<T extends ObjectType, R extends RightName>(
    actor: Actor,
    right: R,
    type: T,
    id: Id,
  ): Promise<Authorized<T, R>> {
    const [proof] = await this.authorizeEach(actor, right, type, [id]);
    if (!proof) throw notFound();
    return proof;
  }

  /** The same for a right that is the actor's as an author or by name: what they hold by office, or as a reader, is none. */
  async authorizeOwn<T extends ObjectType, R extends RightName>(
    actor: Actor,
    right: R,
    type: T,
    id: Id,
  ): Promise<Authorized<T, R>> {
    const q = this.database.reader;
    const levels = await this.repository.levels(q, type, [id], this.principals(actor), this.clock.now(), [
      'author',
      'grant',
    ]);
    if ((levels.get(id) ?? 0) < LEVELS[right]) throw notFound();
    return { type, id, right, actorId: actor.userId } as Authorized<T, R>;
  }

  /** Proofs of a right to those of the objects to which the actor holds it; the others are as if they did not exist. */
  async authorizeEach<T extends ObjectType, R extends RightName>(
    actor: Actor,
    right: R,
    type: T,
    ids: readonly Id[],
  ): Promise<Authorized<T, R>[]> {
    const allowed = await this.allowed(actor, right, type, ids);
    return [...allowed].map((id) => ({ type, id, right, actorId: actor.userId }) as Authorized<T, R>);
  }

  /** Positions of what the actor may see and what is listed, newest first; at most `limit` behind `before`. */
  visibleNewest(
    actor: Actor,
    type: ObjectType,
    before: ListPosition | null,
    limit: number,
  ): Promise<ListPosition[]> {
    return this.repository.newest(
      this.database.reader,
      type,
      this.principals(actor),
      this.clock.now(),
      before,
      limit,
    );
  }

  /** Ids of what the actor was given by name, latest made first; at most `limit` behind `beforeId`. */
  granted(actor: Actor, type: ObjectType, beforeId: Id | null, limit: number): Promise<Id[]> {
    const principals = this.principals(actor);
    const now = this.clock.now();
    return this.repository.bySource(this.database.reader, type, 'grant', principals, now, beforeId, limit);
  }

  /** A condition on `<column>` (an object id) that holds for what the actor may see: to be joined before any limit or count. */
  visible(actor: Actor, type: ObjectType, column: string): Condition {
    const principals = this.principals(actor);
    const now = this.clock.now();
    return {
      sql: `EXISTS (SELECT 1 FROM access_entry e WHERE e.object_type = ? AND e.object_id = ${column} AND e.principal IN (${principals.map(() => '?').join(', ')}) AND e.source <> 'support' AND ${WINDOW})`,
      parameters: [type, ...principals, now, now],
    };
  }

  /**
   * Declares the whole access of an object in the caller's unit, and marks it pending for the index; `rev` is null for
   * what is in no index.
   */
  async declare(
    tx: Tx,
    type: ObjectType,
    id: Id,
    rev: number | null,
    entries: readonly AccessEntry[],
  ): Promise<void> {
    await this.repository.replace(tx, type, id, entries.map(rowOf));
    if (rev !== null) await this.repository.putPending(tx, id, rev, this.clock.now());
  }

  /**
   * Declares what of an object's access is for support, in the caller's unit. Such entries are in no list, count or
   * index: they open what somebody has the address of.
   */
  async declareSupport(tx: Tx, type: ObjectType, id: Id, entries: readonly AccessEntry[]): Promise<void> {
    await this.repository.replace(tx, type, id, entries.map(rowOf), 'support');
  }

  /**
   * Declares anew what many objects grant for some reasons, in as few statements as possible; what they grant for other
   * reasons stays. All are pending for the index then.
   */
  async redeclare(
    tx: Tx,
    type: ObjectType,
    sources: readonly AccessSource[],
    changes: ReadonlyMap<Id, { rev: number; entries: readonly AccessEntry[] }>,
  ): Promise<void> {
    const rows = [...changes].flatMap(([objectId, { entries }]) =>
      entries.map((entry) => ({ objectId, ...rowOf(entry) })),
    );
    await this.repository.replaceSources(tx, type, [...changes.keys()], sources, rows);
    const revs = new Map([...changes].map(([id, { rev }]) => [id, rev]));
    await this.repository.putAllPending(tx, revs, this.clock.now());
  }

  /** The declared access of objects, for the index. */
  async entries(
    q: Queryable,
    type: ObjectType,
    ids: readonly Id[],
  ): Promise<Map<Id, (AccessEntry & { sortTime: number })[]>> {
    const byId = new Map<Id, (AccessEntry & { sortTime: number })[]>();
    for (const row of await this.repository.entries(q, type, ids)) {
      if (row.source === 'support') continue;
      const entry = {
        principal: row.principal,
        source: row.source as AccessEntry['source'],
        right: rightOfLevel(row.level),
        sortTime: row.sortTime,
        visibleFrom: row.visibleFrom,
        visibleUntil: row.visibleUntil,
      };
      byId.set(row.objectId, [...(byId.get(row.objectId) ?? []), entry]);
    }
    return byId;
  }

  /** Objects that no search may show or count before the index has confirmed their present rights; at most `limit`. */
  pendingIds(limit = Infinity): Promise<Id[]> {
    return this.repository.pendingIds(this.database.reader, limit);
  }

  /** The revision that the index has still to confirm, for those of the objects that wait for it. */
  pendingRevs(ids: readonly Id[]): Promise<Map<Id, number>> {
    return this.repository.pendingRevs(this.database.reader, ids);
  }

  /** The index knows this revision of the object now. */
  confirmIndexed(tx: Tx, id: Id, rev: number): Promise<void> {
    return this.repository.confirm(tx, id, rev);
  }
}

function rowOf(entry: AccessEntry) {
  return {
    principal: entry.principal,
    source: entry.source,
    level: LEVELS[entry.right],
    sortTime: entry.sortTime ?? -1,
    visibleFrom: entry.visibleFrom ?? null,
    visibleUntil: entry.visibleUntil ?? null,
  };
}
