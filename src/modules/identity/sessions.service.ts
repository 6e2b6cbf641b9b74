import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { Clock, MINUTE, type Instant } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import { Database, type Queryable, type Tx } from '../../platform/database/database.port.js';
import { LiveBus } from '../../platform/live/index.js';
import { sha256 } from './normalise.js';
import { SessionsRepository, type Session, type SessionWithAccount } from './sessions.repository.js';

/** The device a session is opened for. */
export interface Client {
  ip: string;
  userAgent: string;
}

/** What the cookie gets: the only moment at which the token is known. */
export interface OpenedSession {
  id: Id;
  token: string;
}

const SWEEP_BATCH = 500;
/** So many devices somebody is signed in on at once: the one not seen for longest gives way. */
const MOST_SESSIONS = 50;
const TOKEN_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Server-side sessions. Nothing about one is remembered between requests: ending it ends the very next request. */
@Injectable()
export class SessionsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('sessions');
  private readonly touching = new Map<Id, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
    private readonly live: LiveBus,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'session'>,
  ) {}

  /** Opens a session under a new token. Of too many the one not seen for longest ends. */
  async open(tx: Tx, accountId: Id, client: Client): Promise<OpenedSession> {
    const now = this.clock.now();
    const token = newToken();
    const id = newId(now);
    await this.sessions.insert(tx, {
      id,
      accountId,
      tokenHash: sha256(token),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now + this.settings.session.absoluteMs,
      ip: client.ip.slice(0, 45),
      userAgent: client.userAgent.slice(0, 200),
    });
    for (const { id: older } of (await this.listOf(tx, accountId)).slice(MOST_SESSIONS))
      await this.end(tx, older);
    return { id, token };
  }

  /** The session of a token with its account: null when it never was, has ended, fell idle, or the account is deactivated. */
  async find(token: string | undefined): Promise<SessionWithAccount | null> {
    if (token === undefined || !TOKEN_PATTERN.test(token)) return null;
    const session = this.standing(await this.sessions.byTokenHash(this.database.reader, sha256(token)));
    const now = this.clock.now();
    if (session && now - session.lastSeenAt >= MINUTE) this.touch(session.id, now);
    return session;
  }

  /** The same by its id, for what was asked for under it; not seen by that. */
  async byId(id: Id): Promise<SessionWithAccount | null> {
    return this.standing(await this.sessions.byId(this.database.reader, id));
  }

  private standing(session: SessionWithAccount | null): SessionWithAccount | null {
    if (!session?.account.active) return null;
    return this.clock.now() >= this.endOf(session) ? null : session;
  }

  /** The instant at which a session ends if nothing more is heard of it. */
  endOf(session: Pick<SessionWithAccount, 'lastSeenAt' | 'expiresAt'>): Instant {
    return Math.min(session.expiresAt, session.lastSeenAt + this.settings.session.idleMs);
  }

  async end(tx: Tx, id: Id): Promise<void> {
    await this.sessions.end(tx, id);
    tx.afterCommit(() => this.tellEnded([id]));
  }

  /** The sessions of an account that are open, last seen first. */
  listOf(q: Queryable, accountId: Id): Promise<Session[]> {
    const now = this.clock.now();
    return this.sessions.ofAccount(q, accountId, now, now - this.settings.session.idleMs);
  }

  /** Ends one session of an account; false when it has none of that id. */
  async endOne(tx: Tx, accountId: Id, id: Id): Promise<boolean> {
    const ended = await this.sessions.endOf(tx, accountId, id);
    if (ended) tx.afterCommit(() => this.tellEnded([id]));
    return ended;
  }

  /** Ends every session of an account: log out everywhere, password change, deactivation. */
  async endAll(tx: Tx, accountId: Id): Promise<void> {
    const ids = await this.sessions.endAll(tx, accountId);
    tx.afterCommit(() => this.tellEnded(ids));
  }

  /** Removes rows of sessions that can never be used again, some at a time; gives how many. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    for (let total = 0; ;) {
      const swept = await this.database.transaction((tx) =>
        this.sessions.sweep(tx, now, now - this.settings.session.idleMs, SWEEP_BATCH),
      );
      total += swept;
      if (swept < SWEEP_BATCH) return total;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.touching.values());
  }

  /** Open streams of a session that has ended are closed at once: topic `session:<id>`. */
  private tellEnded(ids: readonly Id[]): void {
    for (const id of ids) this.live.publish(`session:${id}`, { type: 'ended' });
  }

  /** Writes "seen" beside the request, never in its way. */
  private touch(id: Id, at: Instant): void {
    if (this.touching.has(id)) return;
    const done = this.database
      .transaction((tx) => this.sessions.touch(tx, id, at))
      .catch((error: unknown) => this.logger.warn(`A session could not be marked as seen: ${String(error)}`))
      .finally(() => this.touching.delete(id));
    this.touching.set(id, done);
  }
}
