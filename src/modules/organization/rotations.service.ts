import { Injectable } from '@nestjs/common';
import type { RoleKey, RotationError, RotationLine, RotationPreview } from '../../contracts/index.js';
import { Clock } from '../../kernel/clock.js';
import { dayOf } from '../../kernel/days.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Queryable } from '../../platform/database/database.port.js';
import { AccountsService } from '../identity/index.js';
import type { Acting } from './authority.service.js';
import { MembershipAdmin } from './membership-admin.service.js';
import { MembershipsRepository, type Membership } from './memberships.repository.js';
import { iso, isoOrNull } from './presenter.js';
import type { NewMembership } from './provisioning.service.js';
import type { TypedLine } from './rotation-sheet.js';
import { RotationSheets, type Sheet } from './rotation-sheets.js';
import { covers, overlap } from './rules.js';
import { StructureRepository, type Department } from './structure.repository.js';

interface Read {
  shown: RotationLine;
  /** null when something is wrong with the line */
  wanted: { accountId: Id; membership: NewMembership } | null;
}

/** What cells say for a role, in either language; nothing said = teacher. */
const ROLES: Record<string, RoleKey> = {
  '': 'teacher',
  教师: 'teacher',
  老师: 'teacher',
  teacher: 'teacher',
  教研组长: 'department_lead',
  'head of department': 'department_lead',
};

/**
 * People who come to a school for a time, many at once out of a spreadsheet: first what every line would do, then all
 * of them or none.
 */
@Injectable()
export class Rotations {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly memberships: MembershipsRepository,
    private readonly structure: StructureRepository,
    private readonly sheets: RotationSheets,
    private readonly admin: MembershipAdmin,
    private readonly clock: Clock,
  ) {}

  /** Changes nothing. Throws not_found for a school that is not the asker's to administer, and what reading the file throws. */
  async preview(by: Acting, sheet: Sheet): Promise<RotationPreview> {
    const lines = await this.sheets.lines(by, sheet);
    const read = await this.read(this.database.reader, by, sheet, lines);
    return { lines: read.map(({ shown }) => shown), ready: read.every(({ wanted }) => wanted !== null) };
  }

  /** All lines in one unit; throws `sheet_has_errors` and makes none when one of them is wrong now. */
  async apply(by: Acting, sheet: Sheet): Promise<{ made: number }> {
    const lines = await this.sheets.lines(by, sheet);
    return this.database.transaction(async (tx) => {
      const read = await this.read(tx, by, sheet, lines);
      for (const { wanted } of read) {
        if (wanted === null) throw new AppError('sheet_has_errors');
        await this.admin.add(tx, by, wanted.accountId, wanted.membership);
      }
      return { made: read.length };
    });
  }

  private async read(q: Queryable, by: Acting, sheet: Sheet, lines: readonly TypedLine[]): Promise<Read[]> {
    const { authority, school } = await this.sheets.standing(q, by, sheet);
    const departments = await this.structure.departments(q, { schoolIds: [school.id] });
    const taken: Membership[] = [];
    const result: Read[] = [];
    for (const typed of lines) {
      const errors: RotationError[] = [];
      const account = await this.accounts.findByLoginName(typed.loginName.toLowerCase(), q);
      const held = account ? await this.memberships.ofAccounts(q, [account.id]) : [];
      const seen = account !== null && account.active && held.some((m) => covers(authority, m));
      if (!seen) errors.push('person_unknown');
      else if (account.id === by.actor.userId) errors.push('own_role');
      else if (typed.name !== '' && typed.name !== account.name) errors.push('name_differs');
      const place = placeOf(typed.department, school.id, departments);
      if (!place) errors.push('department_unknown');
      const role = ROLES[typed.role.toLowerCase()] ?? null;
      if (role === null || (role === 'department_lead' && place?.scope === 'school'))
        errors.push('role_unknown');
      const from = dayOf(typed.from, sheet.timeZone)?.from;
      const until = typed.lastDay === '' ? null : dayOf(typed.lastDay, sheet.timeZone)?.until;
      if (from === undefined || until === undefined) errors.push('date_invalid');
      else if (until !== null && (until <= from || until <= this.clock.now()))
        errors.push('interval_invalid');
      if (seen && place && role && from !== undefined && until !== undefined) {
        const next = { scopeId: place.scopeId, role, subject: null, from, until };
        const same = (m: Membership) => m.scopeId === next.scopeId && m.role === role && overlap(m, next);
        if (held.some(same)) errors.push('conflict');
        if (taken.some((m) => m.accountId === account.id && same(m))) errors.push('twice');
        if (errors.length === 0) taken.push({ ...next, accountId: account.id } as Membership);
      }
      const wanted =
        errors.length === 0 && account && place && role && from !== undefined && until !== undefined
          ? { accountId: account.id, membership: { ...place, role, from, until } }
          : null;
      result.push({
        shown: {
          line: typed.line,
          loginName: typed.loginName,
          name: seen ? account.name : typed.name,
          place: place?.scope === 'department' ? typed.department : place ? school.name : typed.department,
          role,
          from: from === undefined ? null : iso(from),
          until: isoOrNull(until ?? null),
          errors,
        },
        wanted,
      });
    }
    return result;
  }
}

function placeOf(
  name: string,
  schoolId: Id,
  departments: readonly Department[],
): { scope: 'school' | 'department'; scopeId: Id } | null {
  if (name === '') return { scope: 'school', scopeId: schoolId };
  const department = departments.find((d) => d.name === name);
  return department ? { scope: 'department', scopeId: department.id } : null;
}
