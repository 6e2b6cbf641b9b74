import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { SessionEntity } from './account.entity.js';
import type { Locale } from './accounts.repository.js';

export interface Session {
  id: Id;
  accountId: Id;
  tokenHash: string;
  createdAt: Instant;
  lastSeenAt: Instant;
  expiresAt: Instant;
  ip: string;
  userAgent: string;
}

/** A session with what is known about its person, read in one statement. */
export interface SessionWithAccount {
  id: Id;
  lastSeenAt: Instant;
  expiresAt: Instant;
  account: {
    id: Id;
    loginName: string;
    name: string;
    active: boolean;
    mustChangePassword: boolean;
    locale: Locale;
  };
}

interface Row {
  id: string;
  last_seen_at: number | string;
  expires_at: number | string;
  account_id: string;
  login_name: string;
  name: string;
  active: number | boolean;
  must_change_password: number | boolean;
  locale: string;
}

@Injectable()
export class SessionsRepository {
  /** Runs for every request: one prepared statement over two unique indexes. */
  byTokenHash(q: Queryable, tokenHash: string): Promise<SessionWithAccount | null> {
    return this.one(q, 's.token_hash', tokenHash);
  }

  byId(q: Queryable, id: Id): Promise<SessionWithAccount | null> {
    return this.one(q, 's.id', id);
  }

  private async one(
    q: Queryable,
    column: 's.token_hash' | 's.id',
    value: string,
  ): Promise<SessionWithAccount | null> {
    const rows = await q.manager.query<Row[]>(
      'SELECT s.id, s.last_seen_at, s.expires_at, s.account_id, a.login_name, a.name, a.active,' +
        ' a.must_change_password, a.locale' +
        ` FROM login_session s INNER JOIN account a ON a.id = s.account_id WHERE ${column} = ?`,
      [value],
    );
    const row = rows[0];
    if (!row) return null;
    return {
      id: row.id,
      lastSeenAt: Number(row.last_seen_at),
      expiresAt: Number(row.expires_at),
      account: {
        id: row.account_id,
        loginName: row.login_name,
        name: row.name,
        active: Boolean(row.active),
        mustChangePassword: Boolean(row.must_change_password),
        locale: row.locale === 'en' ? 'en' : 'zh',
      },
    };
  }

  async insert(tx: Tx, session: Session): Promise<void> {
    await tx.manager.insert(SessionEntity, session);
  }

  async touch(tx: Tx, id: Id, at: Instant): Promise<void> {
    await tx.manager.query('UPDATE login_session SET last_seen_at = ? WHERE id = ? AND last_seen_at < ?', [
      at,
      id,
      at,
    ]);
  }

  /** The sessions of an account that can still be used, last seen first. */
  ofAccount(q: Queryable, accountId: Id, now: Instant, idleSince: Instant): Promise<Session[]> {
    return q.manager.find(SessionEntity, {
      where: { accountId, expiresAt: MoreThan(now), lastSeenAt: MoreThan(idleSince) },
      order: { lastSeenAt: 'DESC', id: 'DESC' },
    });
  }

  /** Ends one session of an account; false when it has none of that id. */
  async endOf(tx: Tx, accountId: Id, id: Id): Promise<boolean> {
    return (await tx.manager.delete(SessionEntity, { accountId, id })).affected === 1;
  }

  /** Ends sessions; gives the ids of those that stood. */
  async endAll(tx: Tx, accountId: Id): Promise<Id[]> {
    const rows = await tx.manager.find(SessionEntity, { select: { id: true }, where: { accountId } });
    await tx.manager.delete(SessionEntity, { accountId });
    return rows.map((row) => row.id);
  }

  async end(tx: Tx, id: Id): Promise<void> {
    await tx.manager.delete(SessionEntity, { id });
  }

  /** Removes at most `limit` sessions that ended or fell idle; gives how many. */
  async sweep(tx: Tx, now: Instant, idleSince: Instant, limit: number): Promise<number> {
    const rows = await tx.manager.find(SessionEntity, {
      select: { id: true },
      where: [{ expiresAt: LessThanOrEqual(now) }, { lastSeenAt: LessThanOrEqual(idleSince) }],
      take: limit,
    });
    if (rows.length > 0) await tx.manager.delete(SessionEntity, { id: In(rows.map((row) => row.id)) });
    return rows.length;
  }
}
