import { Injectable } from '@nestjs/common';
import type { AudienceInput } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';

/** Resources that somebody beyond their own school may see, by what is said of them. */
@Injectable()
export class TiedResourcesRepository {
  /** Published resources of a school whose audience may reach beyond it. */
  async sharedBy(q: Queryable, schoolId: Id): Promise<Id[]> {
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT id FROM resource WHERE school_id = ? AND ${SHARED}`,
      [schoolId],
    );
    return rows.map((row) => row.id);
  }

  /** Published resources of schools whose audience may name other schools, or people, departments or teams there. */
  async naming(
    q: Queryable,
    schoolIds: readonly Id[],
  ): Promise<{ id: Id; schoolId: Id; audience: AudienceInput }[]> {
    if (schoolIds.length === 0) return [];
    const rows = await q.manager.query<{ id: Id; schoolId: Id; audience: string }[]>(
      `SELECT id, school_id AS schoolId, audience FROM resource WHERE school_id IN (${marks(schoolIds)}) AND ${SHARED} ` +
        `AND audience NOT LIKE '{"preset":"group"%'`,
      [...schoolIds],
    );
    return rows.map((row) => ({ ...row, audience: JSON.parse(row.audience) as AudienceInput }));
  }

  /** Resources of a school that somebody was given a right to, and resources to which one of the keys was. */
  async granted(q: Queryable, schoolId: Id, principals: readonly string[]): Promise<Id[]> {
    const own = await q.manager.query<{ id: Id }[]>(
      'SELECT DISTINCT g.resource_id AS id FROM resource_grant g JOIN resource r ON r.id = g.resource_id WHERE r.school_id = ?',
      [schoolId],
    );
    const given = await q.manager.query<{ id: Id }[]>(
      `SELECT DISTINCT resource_id AS id FROM resource_grant WHERE principal LIKE ?` +
        (principals.length > 0 ? ` OR principal IN (${marks(principals)})` : ''),
      [`a:%:${schoolId}`, ...principals],
    );
    return [...own, ...given].map((row) => row.id);
  }
}

/** Text is compared as it is written: a preset stands first. An audience written otherwise is looked at for nothing. */
const SHARED =
  `state = 'published' AND trashed_at IS NULL AND audience IS NOT NULL ` +
  `AND audience NOT LIKE '{"preset":"self"%' AND audience NOT LIKE '{"preset":"school",%'`;

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');
