import { Injectable } from '@nestjs/common';
import type { CareKind } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { deleteWhereIn, insertRows } from '../../../platform/database/rows.js';
import { principal } from '../../access/index.js';
import { GrantEntity } from '../grants/grant.entity.js';

/** What somebody looks after in a school: resources they wrote there and resources of it that they were given a right to. */
@Injectable()
export class CaredForRepository {
  /** Nothing that lies in the trash: only its author takes it out again. */
  async of(q: Queryable, personId: Id, schoolId: Id): Promise<{ id: Id; kind: CareKind }[]> {
    return q.manager.query<{ id: Id; kind: CareKind }[]>(
      `SELECT id, 'author' AS kind FROM resource WHERE author_id = ? AND school_id = ? AND trashed_at IS NULL ` +
        `UNION SELECT g.resource_id AS id, 'grant' AS kind FROM resource_grant g JOIN resource r ON r.id = g.resource_id ` +
        `WHERE g.principal = ? AND r.school_id = ? AND r.trashed_at IS NULL`,
      [personId, schoolId, principal.userInSchool(personId, schoolId), schoolId],
    );
  }

  /** Replaces what these people were given to these resources. */
  async replace(
    tx: Tx,
    resourceIds: readonly Id[],
    principals: readonly string[],
    rows: readonly GrantEntity[],
  ): Promise<void> {
    await deleteWhereIn(tx, GrantEntity, 'resourceId', resourceIds, {
      sql: `principal IN (${principals.map(() => '?').join(', ')})`,
      parameters: principals,
    });
    await insertRows(tx, GrantEntity, rows);
  }
}
