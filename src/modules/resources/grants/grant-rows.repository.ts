import type { Grantee } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { rowsWhereIn } from '../../../platform/database/rows.js';
import type { Grant } from '../audience/access-entries.js';
import { principalOf } from '../audience/audience.js';

/** What every table of grants has beside the id of the thing. */
export interface GrantRow {
  principal: string;
  right: string;
  credited: boolean;
  grantedBy: string;
  grantedAt: number;
}

/** A right given by name, by whom and when. */
export interface GivenGrant extends Grant {
  grantedBy: Id;
  grantedAt: Instant;
}

/** The table of the rights to things of one kind that were given by name; `owner` is the property of the thing's id. */
export class GrantRows<E extends GrantRow> {
  constructor(
    private readonly entity: new () => E,
    private readonly owner: Exclude<keyof E & string, keyof GrantRow>,
  ) {}

  /** The grants of things, oldest first. */
  async of(q: Queryable, ids: readonly Id[]): Promise<Map<Id, GivenGrant[]>> {
    const found = new Map<Id, GivenGrant[]>();
    if (ids.length === 0) return found;
    const rows = await rowsWhereIn(q, this.entity, this.owner, ids, { order: ['grantedAt', 'principal'] });
    for (const row of rows) {
      const { principal, right, credited, grantedBy, grantedAt } = row;
      const id = row[this.owner] as Id;
      found.set(id, [
        ...(found.get(id) ?? []),
        {
          to: granteeOf(principal),
          right: right === 'manage' ? 'manage' : 'edit',
          credited,
          grantedBy,
          grantedAt,
        },
      ]);
    }
    return found;
  }

  async put(tx: Tx, id: Id, { to, ...grant }: GivenGrant): Promise<void> {
    const row = { ...grant, [this.owner]: id, principal: principalOf(to) };
    await tx.manager.upsert(this.entity, row as never, [this.owner, 'principal']);
  }

  /** False when there was none. */
  async remove(tx: Tx, id: Id, principal: string): Promise<boolean> {
    const named = { [this.owner]: id, principal } as never;
    return (await tx.manager.delete(this.entity, named)).affected === 1;
  }

  async removeAll(tx: Tx, id: Id): Promise<void> {
    await tx.manager.delete(this.entity, { [this.owner]: id } as never);
  }
}

/** The other way round of `principalOf`. */
function granteeOf(principal: string): Grantee {
  const [kind, id = '', schoolId = ''] = principal.split(':');
  if (kind === 'a') return { kind: 'user', id, schoolId };
  return { kind: kind === 't' ? 'team' : 'department', id };
}
