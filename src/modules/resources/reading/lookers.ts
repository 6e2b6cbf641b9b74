import { Injectable } from '@nestjs/common';
import type { LookReason } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';

/** What somebody may do who is let in to look at a resource. */
export type LookRight = 'view' | 'download';

/** Why somebody is let in, and to what. */
export interface Look {
  kind: LookReason;
  right: LookRight;
}

/**
 * Those who are let in to look at resources for a reason that lies above these: asked to review one, or preparing lessons
 * by it. No entry of access lets them in, so that no list, count or search shows it to them: it is judged anew whenever
 * they read.
 */
export interface Looker {
  kind: LookReason;
  /** whether they see what waits beside the version in force, too */
  waiting: boolean;
  /** What the actor may do with the resource now; null: it is not shown to them for this reason. */
  may: (actor: Actor, resourceId: Id) => Promise<LookRight | null>;
  /** Everybody of whom that is so. */
  everybody: (q: Queryable, resourceId: Id) => Promise<ReadonlyMap<Id, LookRight>>;
  /** Every resource of these schools of which that is so for the actor. */
  everything: (q: Queryable, actor: Actor, schoolIds: readonly Id[]) => Promise<ReadonlyMap<Id, LookRight>>;
  /** Where the resource's owners are not to know that the actor reads it: what the record files the reading under. */
  unnamed?: (actor: Actor, resourceId: Id) => Promise<AuditObject | null>;
}

/** What a row of the audit record is filed under. */
export interface AuditObject {
  objectType: string;
  objectId: Id;
}

/** What resources need to know of those who are let in to look: whoever lets them in registers at start. */
@Injectable()
export class Lookers {
  private readonly all: Looker[] = [];

  register(looker: Looker): void {
    this.all.push(looker);
  }

  /** What the actor is let in to now: the most that any reason gives; null for none. */
  async may(actor: Actor, resourceId: Id): Promise<{ right: LookRight; waiting: boolean } | null> {
    const found: { right: LookRight; waiting: boolean }[] = [];
    for (const { waiting, may } of this.all) {
      const right = await may(actor, resourceId);
      if (right !== null) found.push({ right, waiting });
    }
    if (found.length === 0) return null;
    return {
      right: found.some(({ right }) => right === 'download') ? 'download' : 'view',
      waiting: found.some(({ waiting }) => waiting),
    };
  }

  /** What a reading of the actor is filed under: the resource, whose owners read of it, unless they are not to know. */
  async filedUnder(actor: Actor, resourceId: Id): Promise<AuditObject> {
    for (const { unnamed } of this.all) {
      const found = await unnamed?.(actor, resourceId);
      if (found) return found;
    }
    return { objectType: 'resource', objectId: resourceId };
  }

  /** Everybody who is let in to a resource, each with every reason. */
  async everybody(q: Queryable, resourceId: Id): Promise<Map<Id, Look[]>> {
    const found = new Map<Id, Look[]>();
    for (const { kind, everybody } of this.all) gather(found, kind, await everybody(q, resourceId));
    return found;
  }

  /** Every resource of these schools that the actor is let in to, each with every reason. */
  async everything(q: Queryable, actor: Actor, schoolIds: readonly Id[]): Promise<Map<Id, Look[]>> {
    const found = new Map<Id, Look[]>();
    for (const { kind, everything } of this.all) gather(found, kind, await everything(q, actor, schoolIds));
    return found;
  }
}

function gather(found: Map<Id, Look[]>, kind: LookReason, rights: ReadonlyMap<Id, LookRight>): void {
  for (const [id, right] of rights) found.set(id, [...(found.get(id) ?? []), { kind, right }]);
}
