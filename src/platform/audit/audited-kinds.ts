import type { Id } from '../../kernel/ids.js';
import type { Queryable } from '../database/database.port.js';

/** Something that entries of the audit record speak of. */
export interface AuditedObject {
  id: Id;
  /** the school it belongs to, where it belongs to one */
  schoolId: Id | null;
}

/** One kind of them, under the name that entries use as `objectType`. */
export interface AuditedKind {
  type: string;
  /** Those of the ids that exist. One statement. */
  find: (q: Queryable, ids: readonly Id[]) => Promise<AuditedObject[]>;
}

/** What there is to be refused: each module tells of its own, so that a refusal on something existing can be known. */
export class AuditedKinds {
  private readonly kinds: AuditedKind[] = [];

  register(kind: AuditedKind): void {
    this.kinds.push(kind);
  }

  /** Those of the ids that name something, in the order asked. */
  async find(q: Queryable, ids: readonly Id[]): Promise<(AuditedObject & { type: string })[]> {
    const found = new Map<Id, AuditedObject & { type: string }>();
    for (const { type, find } of this.kinds)
      for (const object of await find(q, ids)) found.set(object.id, { ...object, type });
    return ids.flatMap((id) => found.get(id) ?? []);
  }
}
