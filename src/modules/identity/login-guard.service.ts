import { Injectable } from '@nestjs/common';
import { Clock, DAY, type Instant } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Queryable, type Tx } from '../../platform/database/database.port.js';
import { LoginGuardRepository } from './login-guard.repository.js';
import { charged, LIMITS, refunded, type ThrottleKey } from './login-throttle.js';
import { addressPrefix, sha256 } from './normalise.js';

const PLACE_LIFE = 180 * DAY;

/** Where a login comes from. */
export interface LoginPlace {
  ip: string;
  /** token of the device cookie, if there is one */
  deviceToken: string | null;
}

/** The failures that count against an attempt, kept in the database: they survive a restart and hold on every node. */
@Injectable()
export class LoginGuard {
  constructor(
    private readonly database: Database,
    private readonly repository: LoginGuardRepository,
    private readonly clock: Clock,
  ) {}

  /** What an attempt on `loginKey` is counted against, and whether it comes from a device of that account. */
  async keys(
    q: Queryable,
    accountId: Id | null,
    loginKey: string,
    place: LoginPlace,
  ): Promise<{ keys: ThrottleKey[]; lane: string }> {
    const names = placesOf(place);
    const known = new Set(await this.repository.places(q, accountId ?? '', Object.values(names)));
    const who = sha256(loginKey).slice(0, 32);
    if (names.device && known.has(names.device)) {
      const id = `device:${names.device.slice(4, 36)}:${who}`;
      return { keys: [{ kind: 'device', id }], lane: id };
    }
    const prefix = addressPrefix(place.ip);
    const keys: ThrottleKey[] = [
      { kind: 'pair', id: `pair:${who}:${prefix}` },
      { kind: 'address', id: `address:${prefix}` },
    ];
    if (!known.has(names.address)) keys.push({ kind: 'account', id: `account:${who}` });
    return { keys, lane: prefix };
  }

  /** A cheap look before waiting for a turn. Throws `too_many_requests` with `retryAfterSeconds`. */
  async requireOpen(q: Queryable, keys: readonly ThrottleKey[], now: Instant): Promise<void> {
    refuseBlocked(
      await this.repository.throttles(
        q,
        keys.map((k) => k.id),
      ),
      now,
    );
  }

  /**
   * Counts an attempt before its password is looked at, so that many at once cannot slip through together.
   * Throws `too_many_requests` with `retryAfterSeconds`.
   */
  async charge(tx: Tx, keys: readonly ThrottleKey[], now: Instant): Promise<void> {
    const rows = await this.locked(tx, keys, now);
    refuseBlocked(rows, now);
    for (const row of rows) await this.repository.saveThrottle(tx, charged(row, limitOf(keys, row.id), now));
  }

  /** Takes an attempt back that was the right person's; what they got wrong before is forgiven. */
  async settle(tx: Tx, keys: readonly ThrottleKey[], now: Instant): Promise<void> {
    const rows = await this.locked(tx, keys, now);
    for (const row of rows) {
      const own = row.id.startsWith('pair:') || row.id.startsWith('device:');
      const next = own
        ? { ...row, level: 0, updatedAt: now, blockedUntil: 0 }
        : refunded(row, limitOf(keys, row.id), now);
      await this.repository.saveThrottle(tx, next);
    }
  }

  async rememberPlaces(tx: Tx, accountId: Id, place: LoginPlace, now: Instant): Promise<void> {
    await this.repository.rememberPlaces(tx, accountId, Object.values(placesOf(place)), now);
  }

  /** After a reset by somebody else no device is trusted any more. */
  async forgetPlaces(tx: Tx, accountId: Id): Promise<void> {
    await this.repository.forgetPlaces(tx, accountId);
  }

  /** Drops counters that have long drained and places that were not used for half a year. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction((tx) => this.repository.sweep(tx, now - DAY, now - PLACE_LIFE));
  }

  private locked(tx: Tx, keys: readonly ThrottleKey[], now: Instant) {
    return this.repository.throttlesLocked(
      tx,
      keys.map((k) => k.id),
      now,
    );
  }
}

function placesOf(place: LoginPlace): { address: string; device?: string } {
  const address = `ip:${addressPrefix(place.ip)}`;
  return place.deviceToken ? { address, device: `dev:${sha256(place.deviceToken)}` } : { address };
}

function limitOf(keys: readonly ThrottleKey[], id: string) {
  return LIMITS[keys.find((k) => k.id === id)!.kind];
}

function refuseBlocked(rows: readonly { blockedUntil: Instant }[], now: Instant): void {
  const until = Math.max(0, ...rows.map((row) => row.blockedUntil));
  if (until > now)
    throw new AppError('too_many_requests', { retryAfterSeconds: Math.ceil((until - now) / 1000) });
}
