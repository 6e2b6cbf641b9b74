import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { lockedOrMade } from '../../platform/database/locking.js';
import { LoginPlaceEntity, LoginThrottleEntity } from './login-guard.entity.js';

export interface ThrottleRow {
  id: string;
  level: number;
  updatedAt: Instant;
  blockedUntil: Instant;
}

@Injectable()
export class LoginGuardRepository {
  async throttles(q: Queryable, ids: readonly string[]): Promise<ThrottleRow[]> {
    return q.manager.findBy(LoginThrottleEntity, { id: In(ids) });
  }

  /** The rows, held until the unit ends; those that were missing are made. */
  throttlesLocked(tx: Tx, ids: readonly string[], now: Instant): Promise<ThrottleRow[]> {
    const fresh = ids.map((id) => ({ id, level: 0, updatedAt: now, blockedUntil: 0 }));
    return lockedOrMade(tx, LoginThrottleEntity, fresh);
  }

  async saveThrottle(tx: Tx, row: ThrottleRow): Promise<void> {
    const { id, ...rest } = row;
    await tx.manager.update(LoginThrottleEntity, { id }, rest);
  }

  async places(q: Queryable, accountId: Id, places: readonly string[]): Promise<string[]> {
    if (places.length === 0) return [];
    const rows = await q.manager.findBy(LoginPlaceEntity, { accountId, place: In(places) });
    return rows.map((row) => row.place);
  }

  /** Remembers that the account has signed in from these places. */
  async rememberPlaces(tx: Tx, accountId: Id, places: readonly string[], now: Instant): Promise<void> {
    for (const place of places) {
      const { affected } = await tx.manager.update(LoginPlaceEntity, { accountId, place }, { usedAt: now });
      if (!affected)
        await tx.manager
          .createQueryBuilder()
          .insert()
          .into(LoginPlaceEntity)
          .values({ id: newId(now), accountId, place, usedAt: now })
          .orIgnore()
          .updateEntity(false)
          .execute();
    }
  }

  async forgetPlaces(tx: Tx, accountId: Id): Promise<void> {
    await tx.manager.delete(LoginPlaceEntity, { accountId });
  }

  async sweep(tx: Tx, throttlesBefore: Instant, placesBefore: Instant): Promise<void> {
    await tx.manager.delete(LoginThrottleEntity, { updatedAt: LessThan(throttlesBefore) });
    await tx.manager.delete(LoginPlaceEntity, { usedAt: LessThan(placesBefore) });
  }
}
