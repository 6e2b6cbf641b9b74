import { Injectable } from '@nestjs/common';
import type { SessionSummary } from '../../contracts/index.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { SessionsService } from '../identity/index.js';
import { AccountStanding } from './account-standing.js';
import type { Acting } from './authority.service.js';
import { iso } from './presenter.js';

/**
 * Where somebody is signed in: for themselves, and for administrators who may act on their account. Throws not_found
 * for people the asker does not see, `forbidden` for those they only see.
 */
@Injectable()
export class AccountSessions {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsService,
    private readonly standing: AccountStanding,
    private readonly audit: AuditLog,
  ) {}

  async list(by: Acting, accountId: Id): Promise<SessionSummary[]> {
    const { reader } = this.database;
    if (accountId !== by.actor.userId) await this.standing.require(reader, by, accountId);
    return (await this.sessions.listOf(reader, accountId)).map((session) => ({
      id: session.id,
      current: session.id === by.actor.sessionId,
      createdAt: iso(session.createdAt),
      lastSeenAt: iso(session.lastSeenAt),
      expiresAt: iso(this.sessions.endOf(session)),
      ip: session.ip,
      userAgent: session.userAgent,
    }));
  }

  /** Ends one session; the very next request of that device is refused. Throws not_found when the person has no such session. */
  async end(by: Acting, accountId: Id, sessionId: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (accountId !== by.actor.userId) await this.standing.require(tx, by, accountId);
      if (!(await this.sessions.endOne(tx, accountId, sessionId))) throw notFound();
      await this.record(tx, by, 'session.end', accountId, { sessionId });
    });
  }

  /** Ends every session of somebody administered. */
  async endAll(by: Acting, accountId: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.standing.require(tx, by, accountId);
      await this.sessions.endAll(tx, accountId);
      await this.record(tx, by, 'session.end_all', accountId);
    });
  }

  private record(
    tx: Tx,
    { actor, ip }: Acting,
    action: string,
    objectId: Id,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(tx, {
      actorId: actor.userId,
      schoolId: null,
      action,
      objectType: 'account',
      objectId,
      result: 'ok',
      ip,
      ...(detail ? { detail } : {}),
    });
  }
}
