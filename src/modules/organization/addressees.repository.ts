import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable } from '../../platform/database/database.port.js';

/** Somebody who stands behind a principal now, by one of their memberships (none for a person named as themselves). */
export interface Holder {
  principal: string;
  userId: Id;
  membership: {
    scope: string;
    scopeId: Id;
    schoolId: Id | null;
    role: string;
    /** of the membership, or of the link of its school when that ends first */
    until: Instant | null;
  } | null;
}

interface Row {
  kind: string;
  target: string;
  account_id: string;
  scope_kind: string | null;
  scope_id: string | null;
  school_id: string | null;
  role: string | null;
  valid_until: number | string | null;
  link_until: number | string | null;
}

interface Part {
  sql: string;
  parameters: unknown[];
}

const PERSON = 'account_id, scope_kind, scope_id, school_id, role, valid_until';
const IN_FORCE = 'm.valid_from <= ? AND (m.valid_until IS NULL OR m.valid_until > ?)';
const LINKED = 'l.valid_from <= ? AND (l.valid_until IS NULL OR l.valid_until > ?)';

/**
 * Who stands behind principals: the other way round of what `ActorService` derives for one person, said once more in
 * SQL. A test holds the two against each other.
 */
@Injectable()
export class AddresseesRepository {
  /** Active people, each once for every principal and membership through which they hold it; with `among`, those of these. */
  async holders(
    q: Queryable,
    principals: readonly string[],
    at: Instant,
    among?: readonly Id[],
  ): Promise<Holder[]> {
    const union = among?.length === 0 ? null : unionOf(principals, at);
    if (!union) return [];
    const only = among ? ` AND a.id IN (${marks(among)})` : '';
    const sql = `SELECT h.* FROM (${union.sql}) h JOIN account a ON a.id = h.account_id WHERE a.active = ?${only}`;
    const rows = await q.manager.query<Row[]>(sql, [...union.parameters, true, ...(among ?? [])]);
    return rows.map((row) => ({
      principal: keyOf(row),
      userId: row.account_id,
      membership:
        row.scope_kind === null || row.scope_id === null
          ? null
          : {
              scope: row.scope_kind,
              scopeId: row.scope_id,
              schoolId: row.school_id,
              role: row.role ?? '',
              until: earlier(row.valid_until, row.link_until),
            },
    }));
  }

  /** How many active people stand behind each principal, and how many together, nobody counted twice. */
  async count(
    q: Queryable,
    principals: readonly string[],
    at: Instant,
  ): Promise<{ each: Map<string, number>; total: number }> {
    const union = unionOf(principals, at);
    if (!union) return { each: new Map(), total: 0 };
    const from = `FROM (${union.sql}) h JOIN account a ON a.id = h.account_id WHERE a.active = ?`;
    const parameters = [...union.parameters, true];
    const rows = await q.manager.query<(Row & { people: number | string })[]>(
      `SELECT h.kind AS kind, h.target AS target, h.school_id AS school_id, COUNT(DISTINCT h.account_id) AS people ${from} ` +
        `GROUP BY h.kind, h.target, CASE WHEN h.kind = 'a' THEN h.school_id ELSE '' END`,
      parameters,
    );
    const [sum] = await q.manager.query<{ people: number | string }[]>(
      `SELECT COUNT(DISTINCT h.account_id) AS people ${from}`,
      parameters,
    );
    return {
      each: new Map(rows.map((row) => [keyOf(row), Number(row.people)])),
      total: Number(sum?.people ?? 0),
    };
  }

  /** Those of the pairs in which the person belongs to the school now or will, as `a:<user>:<school>` keys. */
  async belonging(
    q: Queryable,
    pairs: readonly { userId: Id; schoolId: Id }[],
    at: Instant,
  ): Promise<Set<string>> {
    if (pairs.length === 0) return new Set();
    const rows = await q.manager.query<{ account_id: Id; school_id: Id }[]>(
      `SELECT DISTINCT m.account_id, m.school_id FROM membership m JOIN account a ON a.id = m.account_id ` +
        `WHERE a.active = ? AND m.account_id IN (${marks(pairs)}) AND (m.valid_until IS NULL OR m.valid_until > ?)`,
      [true, ...pairs.map((pair) => pair.userId), at],
    );
    return new Set(rows.map((row) => `a:${row.account_id}:${row.school_id}`));
  }

  /** People of these schools now whose name or login name begins with or holds a text, by name. */
  async named(
    q: Queryable,
    schoolIds: readonly Id[],
    text: string,
    at: Instant,
    limit: number,
  ): Promise<{ userId: Id; schoolId: Id; name: string }[]> {
    if (schoolIds.length === 0) return [];
    const like = `%${text.replace(/[!%_]/g, (c) => `!${c}`)}%`;
    const rows = await q.manager.query<{ id: Id; name: string; school_id: Id }[]>(
      `SELECT DISTINCT a.id, a.name, m.school_id FROM membership m JOIN account a ON a.id = m.account_id ` +
        `WHERE m.school_id IN (${marks(schoolIds)}) AND ${IN_FORCE} AND a.active = ? ` +
        `AND a.name LIKE ? ESCAPE '!' ORDER BY a.name, a.id LIMIT ${limit}`,
      [...schoolIds, at, at, true, like],
    );
    return rows.map((row) => ({ userId: row.id, schoolId: row.school_id, name: row.name }));
  }
}

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

function unionOf(principals: readonly string[], at: Instant): Part | null {
  const byKind = new Map<string, string[]>();
  for (const key of new Set(principals)) {
    const [kind, target] = [key.slice(0, 1), key.slice(2)];
    byKind.set(kind, [...(byKind.get(kind) ?? []), target]);
  }
  const parts = [...byKind].flatMap(([kind, targets]) => partsOf(kind, targets, at));
  if (parts.length === 0) return null;
  return {
    sql: parts.map((part) => part.sql).join(' UNION ALL '),
    parameters: parts.flatMap((part) => part.parameters),
  };
}

/** Rows of (kind, target, person, membership, end of the link) for the principals of one kind. */
function partsOf(kind: string, targets: readonly string[], at: Instant): Part[] {
  const members = (target: string, condition: string, parameters: unknown[]): Part => ({
    sql: `SELECT '${kind}' AS kind, ${target} AS target, ${PERSON.replace(/\w+/g, 'm.$&')}, NULL AS link_until FROM membership m WHERE ${IN_FORCE} AND ${condition}`,
    parameters: [at, at, ...parameters],
  });
  const list = marks(targets);
  switch (kind) {
    case 'u':
      return [
        {
          sql: `SELECT 'u' AS kind, id AS target, id AS account_id, NULL AS scope_kind, NULL AS scope_id, NULL AS school_id, NULL AS role, NULL AS valid_until, NULL AS link_until FROM account WHERE id IN (${list})`,
          parameters: [...targets],
        },
      ];
    case 'a': {
      const pairs = targets.map((target) => target.split(':'));
      const either = pairs.map(() => '(m.account_id = ? AND m.school_id = ?)').join(' OR ');
      return [members('m.account_id', `(${either})`, pairs.flat())];
    }
    case 'p': {
      const pairs = targets.map((target) => target.split(':'));
      const either = pairs.map(() => '(m.account_id = ? AND m.scope_id = ?)').join(' OR ');
      const office = "m.role IN ('school_admin', 'group_admin')";
      return [members('m.account_id', `${office} AND (${either})`, pairs.flat())];
    }
    case 't':
      return [members('m.scope_id', `m.scope_kind = 'team' AND m.scope_id IN (${list})`, [...targets])];
    case 'd':
      return [members('m.department_id', `m.department_id IN (${list})`, [...targets])];
    case 's':
      return [members('m.school_id', `m.school_id IN (${list})`, [...targets])];
    case 'm':
      return [
        members(
          'm.scope_id',
          `m.scope_kind = 'school' AND m.role IN ('librarian', 'school_admin') AND m.scope_id IN (${list})`,
          [...targets],
        ),
      ];
    case 'g':
      return [
        members('m.scope_id', `m.scope_kind = 'group' AND m.scope_id IN (${list})`, [...targets]),
        {
          sql: `SELECT 'g' AS kind, l.group_id AS target, ${PERSON.replace(/\w+/g, 'm.$&')}, l.valid_until AS link_until FROM school_link l JOIN membership m ON m.school_id = l.school_id WHERE ${LINKED} AND ${IN_FORCE} AND l.group_id IN (${list})`,
          parameters: [at, at, at, at, ...targets],
        },
      ];
    default:
      return [];
  }
}

function keyOf(row: Pick<Row, 'kind' | 'target' | 'school_id' | 'scope_id'>): string {
  if (row.kind === 'p') return `p:${row.target}:${row.scope_id ?? ''}`;
  return row.kind === 'a' ? `a:${row.target}:${row.school_id ?? ''}` : `${row.kind}:${row.target}`;
}

function earlier(a: number | string | null, b: number | string | null): Instant | null {
  const bounds = [a, b].filter((bound) => bound !== null).map(Number);
  return bounds.length === 0 ? null : Math.min(...bounds);
}
