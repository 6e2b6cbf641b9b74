import { Injectable } from '@nestjs/common';
import type { SchoolView } from '../../contracts/index.js';
import { notFound } from '../../kernel/errors.js';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { AuthorityService, type Acting } from './authority.service.js';
import { keyOf, Provisioning } from './provisioning.service.js';
import { SchoolViews } from './school-views.js';
import {
  StructureRepository,
  type Department,
  type Group,
  type SchoolLink,
  type Team,
} from './structure.repository.js';

/** Groups, schools, departments and teams as their administrators change them. What is not theirs is not found. */
@Injectable()
export class StructureService {
  constructor(
    private readonly database: Database,
    private readonly structure: StructureRepository,
    private readonly provisioning: Provisioning,
    private readonly authority: AuthorityService,
    private readonly views: SchoolViews,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `name_taken`. */
  async renameGroup(by: Acting, id: Id, name: string): Promise<Group> {
    return this.database.transaction(async (tx) => {
      await this.requireGroup(tx, by, id);
      await this.structure.updateGroup(tx, id, { name, nameKey: keyOf(name) });
      await this.record(tx, by, 'group.update', 'group', id, null, { name });
      return { id, name };
    });
  }

  /** A new school of a group. Throws `name_taken`. */
  async createSchool(
    by: Acting,
    input: { groupId: Id; name: string; shortName?: string; kind: SchoolLink['kind']; from?: Instant },
  ): Promise<SchoolView> {
    return this.database.transaction(async (tx) => {
      await this.requireGroup(tx, by, input.groupId);
      const school = await this.provisioning.createSchool(tx, input);
      await this.record(tx, by, 'school.create', 'school', school.id, school.id, { name: school.name });
      return this.views.of(tx, by, school.id);
    });
  }

  /** Throws `name_taken`. */
  async updateSchool(by: Acting, id: Id, change: { name?: string; shortName?: string }): Promise<SchoolView> {
    return this.database.transaction(async (tx) => {
      await this.requireSchool(tx, by, id);
      const { name, shortName } = change;
      await this.structure.updateSchool(tx, id, {
        ...(name === undefined ? {} : { name, nameKey: keyOf(name) }),
        ...(shortName === undefined ? {} : { shortName }),
      });
      await this.record(tx, by, 'school.update', 'school', id, id, change);
      return this.views.of(tx, by, id);
    });
  }

  /** Throws `name_taken`. */
  async createDepartment(by: Acting, input: Omit<Department, 'id'>): Promise<Department> {
    return this.database.transaction(async (tx) => {
      await this.requireSchool(tx, by, input.schoolId);
      const { schoolId, subject, name } = input;
      const made = await this.provisioning.createDepartment(tx, { schoolId, subject, name });
      await this.record(tx, by, 'department.create', 'department', made.id, schoolId, { subject, name });
      return made;
    });
  }

  /** Throws `name_taken`. */
  async renameDepartment(by: Acting, id: Id, name: string): Promise<Department> {
    return this.database.transaction(async (tx) => {
      const [department] = await this.structure.departments(tx, { ids: [id] });
      if (!department) throw notFound();
      await this.requireSchool(tx, by, department.schoolId);
      await this.structure.updateDepartment(tx, id, { name, nameKey: keyOf(name) });
      await this.record(tx, by, 'department.update', 'department', id, department.schoolId, { name });
      return { ...department, name };
    });
  }

  /** A team of a department. Throws `name_taken`. */
  async createTeam(by: Acting, input: Pick<Team, 'departmentId' | 'grade' | 'name'>): Promise<Team> {
    return this.database.transaction(async (tx) => {
      const { departmentId, grade, name } = input;
      const [department] = await this.structure.departments(tx, { ids: [departmentId] });
      if (!department) throw notFound();
      await this.requireSchool(tx, by, department.schoolId);
      const made = await this.provisioning.createTeam(tx, department, { grade, name });
      await this.record(tx, by, 'team.create', 'team', made.id, made.schoolId, { departmentId, grade, name });
      return made;
    });
  }

  /** Throws `name_taken`. */
  async updateTeam(by: Acting, id: Id, change: { name?: string; grade?: string }): Promise<Team> {
    return this.database.transaction(async (tx) => {
      const [team] = await this.structure.teams(tx, { ids: [id] });
      if (!team) throw notFound();
      await this.requireSchool(tx, by, team.schoolId);
      const { name, grade } = change;
      await this.structure.updateTeam(tx, id, {
        ...(name === undefined ? {} : { name, nameKey: keyOf(name) }),
        ...(grade === undefined ? {} : { grade }),
      });
      await this.record(tx, by, 'team.update', 'team', id, team.schoolId, change);
      return { ...team, name: name ?? team.name, grade: grade ?? team.grade };
    });
  }

  private async requireGroup(tx: Tx, by: Acting, id: Id): Promise<void> {
    if (!(await this.authority.of(by.actor, tx)).groups.has(id)) throw notFound();
  }

  private async requireSchool(tx: Tx, by: Acting, id: Id): Promise<void> {
    if (!(await this.authority.of(by.actor, tx)).schools.has(id)) throw notFound();
  }

  private record(
    tx: Tx,
    by: Acting,
    action: string,
    objectType: string,
    objectId: Id,
    schoolId: Id | null,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const { actor, ip } = by;
    return this.audit.record(tx, {
      actorId: actor.userId,
      schoolId,
      action,
      objectType,
      objectId,
      result: 'ok',
      ip,
      detail,
    });
  }
}
