import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { QuotaRepository } from './quota.repository.js';

/** Whose room bytes take: the person's and the school's, both at once. */
export interface QuotaHolder {
  ownerId: Id;
  schoolId: Id;
}

const userScope = (id: Id) => `u:${id}`;
const schoolScope = (id: Id) => `s:${id}`;

/** The room people and schools have. Whoever changes it holds their rows, so that twenty at once cannot share the last gap. */
@Injectable()
export class QuotaService {
  private readonly limits: Settings['uploads'];

  constructor(
    private readonly repository: QuotaRepository,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.limits = settings.uploads;
  }

  /** Promises room to bytes that are to come. Throws `quota_exceeded` { scope, limit, free, needed }. */
  async hold(tx: Tx, holder: QuotaHolder, bytes: number): Promise<void> {
    for (const row of await this.repository.lock(tx, scopesOf(holder))) {
      const limit = this.limitOf(row.scope);
      const taken = row.usedBytes + row.heldBytes;
      if (taken + bytes > limit) {
        const scope = row.scope.startsWith('u:') ? 'user' : 'school';
        throw new AppError('quota_exceeded', {
          scope,
          limit,
          free: Math.max(0, limit - taken),
          needed: bytes,
        });
      }
      await this.repository.save(tx, { ...row, heldBytes: row.heldBytes + bytes });
    }
  }

  /** Takes a promise back. */
  async release(tx: Tx, holder: QuotaHolder, bytes: number): Promise<void> {
    for (const row of await this.repository.lock(tx, scopesOf(holder)))
      await this.repository.save(tx, { ...row, heldBytes: Math.max(0, row.heldBytes - bytes) });
  }

  /** Counts a file that came (positive) or went (negative). */
  async count(tx: Tx, holder: QuotaHolder, bytes: number): Promise<void> {
    for (const row of await this.repository.lock(tx, scopesOf(holder)))
      await this.repository.save(tx, { ...row, usedBytes: Math.max(0, row.usedBytes + bytes) });
  }

  /** What is taken, promises included, and the limit. */
  async usage(
    q: Queryable,
    userId: Id,
    schoolId: Id | null,
  ): Promise<{ user: { used: number; limit: number }; school: { used: number; limit: number } | null }> {
    const scopes = [userScope(userId), ...(schoolId ? [schoolScope(schoolId)] : [])];
    const rows = new Map((await this.repository.find(q, scopes)).map((row) => [row.scope, row]));
    const of = (scope: string) => {
      const row = rows.get(scope);
      return { used: row ? row.usedBytes + row.heldBytes : 0, limit: this.limitOf(scope) };
    };
    return { user: of(userScope(userId)), school: schoolId ? of(schoolScope(schoolId)) : null };
  }

  /** Counts anew from files and the given open promises; returns how many rows were wrong (and, with `apply`, mends them). */
  async recount(
    tx: Tx,
    promises: readonly (QuotaHolder & { bytes: number })[],
    apply: boolean,
  ): Promise<number> {
    const held = new Map<string, number>();
    for (const { bytes, ...holder } of promises)
      for (const scope of scopesOf(holder)) held.set(scope, (held.get(scope) ?? 0) + bytes);
    const used = await this.repository.counted(tx);
    const scopes = [
      ...new Set([...held.keys(), ...used.keys(), ...(await this.repository.all(tx)).map((r) => r.scope)]),
    ];
    if (scopes.length === 0) return 0;
    const rows = apply ? await this.repository.lock(tx, scopes) : await this.repository.find(tx, scopes);
    const wrong = rows.filter(
      (row) => row.usedBytes !== (used.get(row.scope) ?? 0) || row.heldBytes !== (held.get(row.scope) ?? 0),
    );
    if (apply)
      for (const { scope } of wrong)
        await this.repository.save(tx, {
          scope,
          usedBytes: used.get(scope) ?? 0,
          heldBytes: held.get(scope) ?? 0,
        });
    return wrong.length;
  }

  private limitOf(scope: string): number {
    return scope.startsWith('u:') ? this.limits.quotaUserBytes : this.limits.quotaSchoolBytes;
  }
}

function scopesOf({ ownerId, schoolId }: QuotaHolder): string[] {
  return [userScope(ownerId), schoolScope(schoolId)];
}
