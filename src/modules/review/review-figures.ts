import { Injectable } from '@nestjs/common';
import {
  FIGURE_DIMENSIONS,
  type FiguresPeriod,
  type FiguresRow,
  type ReviewFigures as Figures,
} from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Queryable } from '../../platform/database/database.port.js';
import type { Condition } from '../access/index.js';
import { AuthorityService, Directory } from '../organization/index.js';
import { beginningOf, monthsOf } from './figures-period.js';
import { FiguresRepository, type DecidedRow } from './figures.repository.js';

const NOTHING: Omit<DecidedRow, 'dim' | 'name'> = {
  decided: 0,
  median: null,
  longest: null,
  approvedFirst: 0,
  approvedAgain: 0,
  returned: 0,
  withdrawn: 0,
};

/** How review goes: of what somebody has an office for, without saying who did it. */
@Injectable()
export class ReviewFigures {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly authority: AuthorityService,
    private readonly figures: FiguresRepository,
  ) {}

  /** Throws not_found for those who have no office at which anything is reviewed or looked at. */
  async read(actor: Actor, period: FiguresPeriod): Promise<Figures> {
    const q = this.database.reader;
    const conditions = await this.within(q, actor);
    if (conditions.length === 0) throw notFound();
    const until = actor.at;
    const from = beginningOf(period, until);
    const asked = { conditions, from, until, months: monthsOf(from, until) };
    const rows = await this.figures.decided(q, asked);
    const open = await this.figures.open(q, asked);
    const names = await this.schoolNames(q, rows);
    const shown = ({ dim: _dim, name: key, ...row }: DecidedRow): FiguresRow => ({
      ...row,
      key,
      name: names.get(key) ?? '',
    });
    const {
      dim: _dim,
      name: _name,
      ...all
    } = rows.find((row) => row.dim === 'all') ?? {
      ...NOTHING,
      dim: '',
      name: '',
    };
    return {
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
      all,
      open: open as Figures['open'],
      ...(await this.figures.told(q, asked)),
      by: Object.fromEntries(
        FIGURE_DIMENSIONS.map((dim) => [dim, rows.filter((row) => row.dim === dim).map(shown)]),
      ) as Figures['by'],
    };
  }

  /**
   * By the memberships of now: heads of departments what their school submitted in their subject, leads of a group that
   * of its schools in theirs, administrators that of their schools, and whoever inspects a group that of its schools.
   */
  private async within(q: Queryable, actor: Actor): Promise<Condition[]> {
    const conditions: Condition[] = [];
    const schools = new Set((await this.authority.of(actor, q)).schools);
    const departmentIds: Id[] = [];
    for (const { role, scopeId, subject } of actor.memberships) {
      if (role === 'department_lead') departmentIds.push(scopeId);
      if (role === 'inspector')
        for (const id of await this.directory.schoolsOfGroup(q, scopeId)) schools.add(id);
      if (role === 'group_subject_lead')
        conditions.push(ofSchools(await this.directory.schoolsOfGroup(q, scopeId), subject));
    }
    const { departments } = await this.directory.names(q, { departmentIds });
    for (const { schoolId, subject } of departments.values()) conditions.push(ofSchools([schoolId], subject));
    if (schools.size > 0) conditions.push(ofSchools([...schools], null));
    return conditions;
  }

  private async schoolNames(q: Queryable, rows: readonly DecidedRow[]): Promise<Map<Id, string>> {
    const schoolIds = rows.filter(({ dim }) => dim === 'school').map(({ name }) => name);
    const { schools } = await this.directory.names(q, { schoolIds });
    return new Map([...schools].map(([id, { name }]) => [id, name]));
  }
}

/** What these schools own; none where there is no school. */
function ofSchools(ids: readonly Id[], subject: string | null): Condition {
  const schools = ids.length > 0 ? `s.school_id IN (${ids.map(() => '?').join(', ')})` : '0 = 1';
  return subject === null
    ? { sql: schools, parameters: ids }
    : { sql: `${schools} AND s.subject = ?`, parameters: [...ids, subject] };
}
