import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { AuditCondition } from '../../platform/audit/index.js';
import { AuthorityService } from '../organization/index.js';

/** What somebody may read of the audit record. */
export interface AuditScope {
  condition: AuditCondition;
  /** schools whose record they read whole */
  schoolIds: readonly string[];
  groupIds: readonly string[];
  auditor: boolean;
}

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

/**
 * An auditor reads what concerns the schools and groups that they audit; everybody reads what concerns what they made
 * in schools that they still belong to. Nobody else reads anything, administrators included.
 */
@Injectable()
export class AuditScopes {
  constructor(private readonly authority: AuthorityService) {}

  async of(actor: Actor): Promise<AuditScope> {
    const { groups, schools } = await this.authority.auditedBy(actor);
    const [groupIds, schoolIds] = [[...groups], [...schools]];
    const parts = [ownThings(actor.userId, this.authority.schoolsOf(actor))];
    if (schoolIds.length > 0) parts.push(ofSchools(schoolIds));
    if (groupIds.length > 0) parts.push(ofGroups(groupIds));
    return {
      condition: {
        sql: parts.map((part) => `(${part.sql})`).join(' OR '),
        parameters: parts.flatMap((part) => part.parameters),
      },
      schoolIds,
      groupIds,
      auditor: schoolIds.length + groupIds.length > 0,
    };
  }
}

function ownThings(userId: string, schoolIds: readonly string[]): AuditCondition {
  if (schoolIds.length === 0) return { sql: '1 = 0', parameters: [] };
  return {
    sql: `e.object_type = 'resource' AND e.object_id IN (SELECT r.id FROM resource r WHERE r.author_id = ? AND r.school_id IN (${marks(schoolIds)}))`,
    parameters: [userId, ...schoolIds],
  };
}

/** Of the schools’ things, done in their name, or by their people to their own accounts (logging in and out). */
function ofSchools(ids: readonly string[]): AuditCondition {
  const list = marks(ids);
  return {
    sql:
      `e.school_id IN (${list}) OR e.acting_school_id IN (${list}) OR (e.school_id IS NULL AND e.acting_school_id IS NULL ` +
      `AND e.object_type = 'account' AND e.object_id IN (SELECT m.account_id FROM membership m WHERE m.school_id IN (${list})))`,
    parameters: [...ids, ...ids, ...ids],
  };
}

/** Of the groups themselves, and the memberships and accounts of their people. */
function ofGroups(ids: readonly string[]): AuditCondition {
  const list = marks(ids);
  const held = `FROM membership m WHERE m.scope_kind = 'group' AND m.scope_id IN (${list})`;
  return {
    sql:
      `e.school_id IS NULL AND ((e.object_type = 'group' AND e.object_id IN (${list})) ` +
      `OR (e.object_type = 'membership' AND e.object_id IN (SELECT m.id ${held})) ` +
      `OR (e.object_type = 'account' AND e.object_id IN (SELECT m.account_id ${held})))`,
    parameters: [...ids, ...ids, ...ids],
  };
}
