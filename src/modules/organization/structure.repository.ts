import { Injectable } from '@nestjs/common';
import { Brackets, In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { rowsWhereIn } from '../../platform/database/rows.js';
import { isUniqueViolation } from '../../platform/database/unique-violation.js';
import {
  DepartmentEntity,
  GroupEntity,
  SchoolEntity,
  SchoolLinkEntity,
  TeamEntity,
} from './structure.entity.js';

export interface Group {
  id: Id;
  name: string;
}
export interface School {
  id: Id;
  homeGroupId: Id;
  name: string;
  shortName: string;
}
export interface SchoolLink {
  id: Id;
  schoolId: Id;
  groupId: Id;
  kind: 'core' | 'member';
  from: Instant;
  until: Instant | null;
}
export interface Department {
  id: Id;
  schoolId: Id;
  subject: string;
  name: string;
}
export interface Team {
  id: Id;
  departmentId: Id;
  schoolId: Id;
  grade: string;
  name: string;
}

/** Groups, schools, their links, departments and teams. Writing a name that its parent has already throws `name_taken`. */
@Injectable()
export class StructureRepository {
  /** Every group of the installation, by name. */
  async allGroups(q: Queryable): Promise<Group[]> {
    const rows = await q.manager.find(GroupEntity, { order: { name: 'ASC' } });
    return rows.map(({ id, name }) => ({ id, name }));
  }

  async groups(q: Queryable, ids: readonly Id[]): Promise<Group[]> {
    const rows = await rowsWhereIn(q, GroupEntity, 'id', ids, { order: ['name'] });
    return rows.map(({ id, name }) => ({ id, name }));
  }

  /** A group held until the unit ends: whoever changes its administrators takes turns. */
  async lockGroup(tx: Tx, id: Id): Promise<Group | null> {
    const query = tx.manager.createQueryBuilder(GroupEntity, 'g').where('g.id = :id', { id });
    return lockRows(tx, query).getOne();
  }

  /** The same for a school. */
  async lockSchool(tx: Tx, id: Id): Promise<void> {
    await lockRows(tx, tx.manager.createQueryBuilder(SchoolEntity, 's').where('s.id = :id', { id })).getOne();
  }

  async schools(q: Queryable, ids: readonly Id[]): Promise<School[]> {
    const rows = await rowsWhereIn(q, SchoolEntity, 'id', ids, { order: ['createdAt', 'id'] });
    return rows.map(({ id, homeGroupId, name, shortName }) => ({ id, homeGroupId, name, shortName }));
  }

  async links(
    q: Queryable,
    of: { ids?: readonly Id[]; schoolIds?: readonly Id[]; groupIds?: readonly Id[] },
    at?: Instant,
  ): Promise<SchoolLink[]> {
    if ([of.ids, of.schoolIds, of.groupIds].some((ids) => ids?.length === 0)) return [];
    const query = q.manager
      .createQueryBuilder(SchoolLinkEntity, 'l')
      .orderBy('l.validFrom')
      .addOrderBy('l.id');
    if (of.ids) query.andWhere('l.id IN (:...ids)', { ids: of.ids });
    if (of.schoolIds) query.andWhere('l.schoolId IN (:...schoolIds)', { schoolIds: of.schoolIds });
    if (of.groupIds) query.andWhere('l.groupId IN (:...groupIds)', { groupIds: of.groupIds });
    if (at !== undefined) inForce(query, 'l', at);
    return (await query.getMany()).map(link);
  }

  async lockLink(tx: Tx, id: Id): Promise<SchoolLink | null> {
    const query = tx.manager.createQueryBuilder(SchoolLinkEntity, 'l').where('l.id = :id', { id });
    const row = await lockRows(tx, query).getOne();
    return row && link(row);
  }

  async departments(
    q: Queryable,
    of: { ids?: readonly Id[]; schoolIds?: readonly Id[] },
  ): Promise<Department[]> {
    if (of.ids?.length === 0 || of.schoolIds?.length === 0) return [];
    const rows = await q.manager.find(DepartmentEntity, {
      where: {
        ...(of.ids ? { id: In(of.ids) } : {}),
        ...(of.schoolIds ? { schoolId: In(of.schoolIds) } : {}),
      },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return rows.map(({ id, schoolId, subject, name }) => ({ id, schoolId, subject, name }));
  }

  async teams(
    q: Queryable,
    of: { ids?: readonly Id[]; schoolIds?: readonly Id[]; departmentIds?: readonly Id[] },
  ): Promise<Team[]> {
    if ([of.ids, of.schoolIds, of.departmentIds].some((ids) => ids?.length === 0)) return [];
    const rows = await q.manager.find(TeamEntity, {
      where: {
        ...(of.ids ? { id: In(of.ids) } : {}),
        ...(of.schoolIds ? { schoolId: In(of.schoolIds) } : {}),
        ...(of.departmentIds ? { departmentId: In(of.departmentIds) } : {}),
      },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return rows.map(({ id, departmentId, schoolId, grade, name }) => ({
      id,
      departmentId,
      schoolId,
      grade,
      name,
    }));
  }

  async insertGroup(tx: Tx, group: Group & { nameKey: string; createdAt: Instant }): Promise<void> {
    await unlessTaken(() => tx.manager.insert(GroupEntity, group));
  }
  async updateGroup(tx: Tx, id: Id, change: { name: string; nameKey: string }): Promise<void> {
    await unlessTaken(() => tx.manager.update(GroupEntity, { id }, change));
  }
  async insertSchool(tx: Tx, school: School & { nameKey: string; createdAt: Instant }): Promise<void> {
    await unlessTaken(() => tx.manager.insert(SchoolEntity, school));
  }
  async updateSchool(
    tx: Tx,
    id: Id,
    change: { name?: string; nameKey?: string; shortName?: string },
  ): Promise<void> {
    if (Object.keys(change).length > 0)
      await unlessTaken(() => tx.manager.update(SchoolEntity, { id }, change));
  }
  async insertDepartment(
    tx: Tx,
    department: Department & { nameKey: string; createdAt: Instant },
  ): Promise<void> {
    await unlessTaken(() => tx.manager.insert(DepartmentEntity, department));
  }
  async updateDepartment(tx: Tx, id: Id, change: { name: string; nameKey: string }): Promise<void> {
    await unlessTaken(() => tx.manager.update(DepartmentEntity, { id }, change));
  }
  async insertTeam(tx: Tx, team: Team & { nameKey: string; createdAt: Instant }): Promise<void> {
    await unlessTaken(() => tx.manager.insert(TeamEntity, team));
  }
  async updateTeam(
    tx: Tx,
    id: Id,
    change: { name?: string; nameKey?: string; grade?: string },
  ): Promise<void> {
    if (Object.keys(change).length > 0)
      await unlessTaken(() => tx.manager.update(TeamEntity, { id }, change));
  }
  async insertLink(tx: Tx, { from, until, ...rest }: SchoolLink): Promise<void> {
    await tx.manager.insert(SchoolLinkEntity, { ...rest, validFrom: from, validUntil: until });
  }
  async updateLink(tx: Tx, { id, kind, from, until }: SchoolLink): Promise<void> {
    await tx.manager.update(SchoolLinkEntity, { id }, { kind, validFrom: from, validUntil: until });
  }
}

/** Adds "the interval of `alias` contains `at`". */
export function inForce<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  alias: string,
  at: Instant,
): SelectQueryBuilder<T> {
  return query
    .andWhere(`${alias}.validFrom <= :at`, { at })
    .andWhere(
      new Brackets((either) =>
        either.where(`${alias}.validUntil IS NULL`).orWhere(`${alias}.validUntil > :at`, { at }),
      ),
    );
}

function link(row: SchoolLinkEntity): SchoolLink {
  const { id, schoolId, groupId, validFrom, validUntil } = row;
  return {
    id,
    schoolId,
    groupId,
    kind: row.kind === 'core' ? 'core' : 'member',
    from: validFrom,
    until: validUntil,
  };
}

async function unlessTaken(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError('name_taken') : error;
  }
}
