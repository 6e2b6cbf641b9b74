import { Injectable } from '@nestjs/common';
import type { Grantee } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { rowsWhereIn } from '../../platform/database/rows.js';
import type { Grant } from './access-entries.js';
import { principalOf } from './audience.js';
import { GrantEntity } from './grant.entity.js';

export interface GrantRecord extends Grant {
  resourceId: Id;
  grantedBy: Id;
  grantedAt: Instant;
}

@Injectable()
export class GrantsRepository {
  /** The grants of resources, oldest first. */
  async of(q: Queryable, resourceIds: readonly Id[]): Promise<Map<Id, GrantRecord[]>> {
    const found = new Map<Id, GrantRecord[]>();
    if (resourceIds.length === 0) return found;
    const rows = await rowsWhereIn(q, GrantEntity, 'resourceId', resourceIds, {
      order: ['grantedAt', 'principal'],
    });
    for (const { principal, right, ...row } of rows)
      found.set(row.resourceId, [
        ...(found.get(row.resourceId) ?? []),
        { ...row, to: granteeOf(principal), right: right === 'manage' ? 'manage' : 'edit' },
      ]);
    return found;
  }

  async put(tx: Tx, { to, ...grant }: GrantRecord): Promise<void> {
    await tx.manager.upsert(GrantEntity, { ...grant, principal: principalOf(to) }, [
      'resourceId',
      'principal',
    ]);
  }

  /** False when there was none. */
  async remove(tx: Tx, resourceId: Id, principal: string): Promise<boolean> {
    return (await tx.manager.delete(GrantEntity, { resourceId, principal })).affected === 1;
  }

  async removeAll(tx: Tx, resourceId: Id): Promise<void> {
    await tx.manager.delete(GrantEntity, { resourceId });
  }
}

/** The other way round of `principalOf`. */
function granteeOf(principal: string): Grantee {
  const [kind, id = '', schoolId = ''] = principal.split(':');
  if (kind === 'a') return { kind: 'user', id, schoolId };
  return { kind: kind === 't' ? 'team' : 'department', id };
}
