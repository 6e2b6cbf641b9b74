import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, KeyColumn, VarcharColumn } from '../../platform/database/columns.js';

/** A school group 集团. */
@Entity('school_group')
@Index('ux_school_group_name', ['nameKey'], { unique: true })
export class GroupEntity {
  @KeyColumn() id!: string;
  @VarcharColumn(100) name!: string;
  @VarcharColumn(200, { name: 'name_key' }) nameKey!: string;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}

/** A school. Its name is unique among the schools made by the same group, whatever other groups call theirs. */
@Entity('school')
@Index('ux_school_name', ['homeGroupId', 'nameKey'], { unique: true })
export class SchoolEntity {
  @KeyColumn() id!: string;
  /** the group that made it; says nothing about where it belongs now: that is in its links */
  @IdColumn({ name: 'home_group_id' }) homeGroupId!: string;
  @VarcharColumn(100) name!: string;
  @VarcharColumn(200, { name: 'name_key' }) nameKey!: string;
  @VarcharColumn(8, { name: 'short_name' }) shortName!: string;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}

/** A school belongs to a group for `[from, until)`. */
@Entity('school_link')
@Index('ix_school_link_school', ['schoolId', 'validFrom'])
@Index('ix_school_link_group', ['groupId', 'validFrom'])
export class SchoolLinkEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  @IdColumn({ name: 'group_id' }) groupId!: string;
  /** core or member */
  @VarcharColumn(8) kind!: string;
  @InstantColumn({ name: 'valid_from' }) validFrom!: number;
  @InstantColumn({ name: 'valid_until', nullable: true }) validUntil!: number | null;
}

/** The teachers of one subject in one school 教研组. */
@Entity('department')
@Index('ux_department_name', ['schoolId', 'nameKey'], { unique: true })
export class DepartmentEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  /** key of the taxonomy */
  @VarcharColumn(40) subject!: string;
  @VarcharColumn(60) name!: string;
  @VarcharColumn(120, { name: 'name_key' }) nameKey!: string;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}

/** Those teachers of a department who prepare one grade's lessons together 备课组. */
@Entity('team')
@Index('ux_team_name', ['departmentId', 'nameKey'], { unique: true })
@Index('ix_team_school', ['schoolId'])
export class TeamEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'department_id' }) departmentId!: string;
  /** the school of the department, which never moves to another */
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  /** key of the taxonomy */
  @VarcharColumn(40) grade!: string;
  @VarcharColumn(60) name!: string;
  @VarcharColumn(120, { name: 'name_key' }) nameKey!: string;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}
