import { Injectable } from '@nestjs/common';
import { FIGURE_AGES, FIGURE_DIMENSIONS, RETURN_REASONS, type ReturnReason } from '../../contracts/index.js';
import { DAY, type Instant } from '../../kernel/clock.js';
import type { Queryable } from '../../platform/database/database.port.js';
import type { Condition } from '../access/index.js';
import type { Month } from './figures-period.js';
import { OPEN_STATES } from './review-states.js';

/** Over which submissions, decided when. */
export interface FiguresOf {
  /** any of them; of a submission `s` */
  conditions: readonly Condition[];
  from: Instant;
  until: Instant;
  /** the latest first */
  months: readonly Month[];
}

/** What was decided, of all (`all`) or of what a dimension has one value for. */
export interface DecidedRow {
  dim: string;
  name: string;
  decided: number;
  median: number | null;
  longest: number | null;
  approvedFirst: number;
  approvedAgain: number;
  returned: number;
  withdrawn: number;
}
type Age = (typeof FIGURE_AGES)[number];

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

/** Counts how review goes. Nothing here asks for rights. */
@Injectable()
export class FiguresRepository {
  /**
   * Waits and outcomes of all and by each dimension. `came`: when it came to the level at which it was decided;
   * `returned_at` and `shown_at`: when the same resource was last returned, and last approved, before.
   */
  async decided(q: Queryable, figures: FiguresOf): Promise<DecidedRow[]> {
    const { from, until, months } = figures;
    const scope = scopeOf(figures);
    const before =
      'OVER (PARTITION BY s.resource_id ORDER BY v.at, v.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)';
    const month = months.map(() => 'WHEN d.at >= ? THEN ?').join(' ');
    const values: Record<(typeof FIGURE_DIMENSIONS)[number], string> = {
      subject: `COALESCE(d.subject, '')`,
      type: `COALESCE(d.type, '')`,
      school: 'd.school_id',
      month: `CASE ${month} ELSE '' END`,
    };
    const parts = FIGURE_DIMENSIONS.map(
      (dim) => `SELECT '${dim}' AS dim, ${values[dim]} AS name, d.* FROM decided d`,
    );
    const sql = `
      WITH happened AS (
        SELECT s.subject, s.type, s.school_id, v.act, v.at,
          LAG(v.at) OVER (PARTITION BY v.submission_id ORDER BY v.at, v.id) AS came,
          MAX(CASE WHEN v.act = 'return' THEN v.at END) ${before} AS returned_at,
          MAX(CASE WHEN v.act = 'approve' THEN v.at END) ${before} AS shown_at
        FROM submission s JOIN submission_event v ON v.submission_id = s.id
        WHERE ${scope.sql} AND v.act IN ('submit', 'pass', 'approve', 'return', 'appeal', 'withdraw')
          AND s.resource_id IN (SELECT a.resource_id FROM submission a WHERE a.since_at >= ?)
      ), decided AS (
        SELECT subject, type, school_id, act, at,
          CASE WHEN act = 'withdraw' THEN NULL ELSE at - came END AS wait,
          CASE WHEN returned_at IS NOT NULL AND (shown_at IS NULL OR returned_at > shown_at) THEN 1 ELSE 0 END AS again
        FROM happened WHERE act IN ('pass', 'approve', 'return', 'withdraw') AND at >= ? AND at < ?
      ), sorted AS (
        SELECT g.*,
          ROW_NUMBER() OVER (PARTITION BY g.dim, g.name ORDER BY CASE WHEN g.wait IS NULL THEN 1 ELSE 0 END, g.wait) AS n,
          COUNT(g.wait) OVER (PARTITION BY g.dim, g.name) AS of_all
        FROM (SELECT 'all' AS dim, '' AS name, d.* FROM decided d UNION ALL ${parts.join(' UNION ALL ')}) g
      )
      SELECT dim, name, COUNT(wait) AS decided,
        AVG(CASE WHEN wait IS NOT NULL AND n * 2 BETWEEN of_all AND of_all + 2 THEN wait END) AS median,
        MAX(wait) AS longest,
        SUM(CASE WHEN act = 'approve' AND again = 0 THEN 1 ELSE 0 END) AS approvedFirst,
        SUM(CASE WHEN act = 'approve' AND again = 1 THEN 1 ELSE 0 END) AS approvedAgain,
        SUM(CASE WHEN act = 'return' THEN 1 ELSE 0 END) AS returned,
        SUM(CASE WHEN act = 'withdraw' THEN 1 ELSE 0 END) AS withdrawn
      FROM sorted GROUP BY dim, name ORDER BY decided DESC, name`;
    const spans = months.flatMap((one) => [one.from, one.key]);
    const rows = await q.manager.query<Record<keyof DecidedRow, unknown>[]>(sql, [
      ...[...scope.parameters, from],
      ...[from, until],
      ...spans,
    ]);
    // MySQL gives sums and averages as texts.
    const number = (value: unknown) => Number(value ?? 0);
    const orNull = (value: unknown) => (value === null ? null : Math.round(Number(value)));
    return rows.map((row) => ({
      ...{ dim: String(row.dim), name: String(row.name) },
      ...{ decided: number(row.decided), median: orNull(row.median), longest: orNull(row.longest) },
      ...{ approvedFirst: number(row.approvedFirst), approvedAgain: number(row.approvedAgain) },
      ...{ returned: number(row.returned), withdrawn: number(row.withdrawn) },
    }));
  }

  /** What waits at an instant, by level and by how long it has been there. */
  async open(q: Queryable, figures: FiguresOf): Promise<{ level: string; age: Age; count: number }[]> {
    const scope = scopeOf(figures);
    const since = FIGURE_AGES.slice(0, -1).map((age) => [figures.until - Number(age) * DAY, age]);
    const rows = await q.manager.query<{ level: string; age: Age; count: unknown }[]>(
      `SELECT g.level, g.age, COUNT(*) AS count FROM (
         SELECT s.level AS level, CASE ${since.map(() => 'WHEN s.since_at > ? THEN ?').join(' ')} ELSE ? END AS age
         FROM submission s WHERE ${scope.sql} AND s.state IN (${marks(OPEN_STATES)})
       ) g GROUP BY g.level, g.age`,
      [...since.flat(), FIGURE_AGES.at(-1), ...scope.parameters, ...OPEN_STATES],
    );
    return rows.map(({ level, age, count }) => ({ level, age, count: Number(count) }));
  }

  /** How often each reason was named, and what became of what was appealed. */
  async told(q: Queryable, figures: FiguresOf) {
    const scope = scopeOf(figures);
    // A reason is one word in a list that is kept as text.
    const named = RETURN_REASONS.map(
      (reason) =>
        `SUM(CASE WHEN v.act = 'return' AND v.reasons LIKE '%"${reason}"%' THEN 1 ELSE 0 END) AS ${reason}`,
    );
    const appealed = (state: string) =>
      `SUM(CASE WHEN v.act = 'appeal' AND s.state = '${state}' THEN 1 ELSE 0 END)`;
    const [row] = await q.manager.query<Record<string, unknown>[]>(
      `SELECT ${named.join(', ')}, SUM(CASE WHEN v.act = 'appeal' THEN 1 ELSE 0 END) AS made,
         ${appealed('approved')} AS approved, ${appealed('returned')} AS returned
       FROM submission s JOIN submission_event v ON v.submission_id = s.id
       WHERE ${scope.sql} AND s.since_at >= ? AND v.act IN ('return', 'appeal') AND v.at >= ? AND v.at < ?`,
      [...scope.parameters, figures.from, figures.from, figures.until],
    );
    const count = (name: string) => Number(row?.[name] ?? 0);
    return {
      reasons: RETURN_REASONS.map((reason: ReturnReason) => ({ reason, count: count(reason) })),
      appeals: { made: count('made'), approved: count('approved'), returned: count('returned') },
    };
  }
}

function scopeOf({ conditions }: FiguresOf): Condition {
  return {
    sql: `(${conditions.map(({ sql }) => `(${sql})`).join(' OR ')})`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}
