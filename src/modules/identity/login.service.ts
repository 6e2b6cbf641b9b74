import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { AccountsRepository, type AccountWithHash } from './accounts.repository.js';
import { LoginGuard, type LoginPlace } from './login-guard.service.js';
import type { ThrottleKey } from './login-throttle.js';
import { nameKey } from './normalise.js';
import { PasswordHasher, type Argon } from './password-hasher.js';
import { newToken, SessionsService, type Client } from './sessions.service.js';

export interface LoginInput extends Client {
  loginName: string;
  password: string;
  /** from the device cookie */
  deviceToken: string | null;
  /** the session that the cookie names now: it ends, a login never keeps an old token */
  formerSessionId: Id | null;
}

export interface LoggedIn {
  sessionId: Id;
  /** for the session cookie */
  token: string;
  /** for the device cookie, which keeps this device out of other people's failures */
  deviceToken: string;
}

/**
 * Login by name and password. A wrong name, a wrong password and a deactivated account take the same steps, the same
 * time and answer alike.
 */
@Injectable()
export class LoginService implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly guard: LoginGuard,
    private readonly hasher: PasswordHasher,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.hasher.warmUp();
  }

  /** Throws `wrong_credentials`, or `too_many_requests` with `retryAfterSeconds`. */
  async login(input: LoginInput): Promise<LoggedIn> {
    const loginKey = nameKey(input.loginName).slice(0, 200);
    const { reader } = this.database;
    const account = await this.accounts.byLoginKey(reader, loginKey);
    const { keys, lane } = await this.guard.keys(reader, account?.id ?? null, loginKey, input);
    await this.guard.requireOpen(reader, keys, this.clock.now());
    return this.hasher.turn(lane, async (argon) => {
      await this.database.transaction((tx) => this.guard.charge(tx, keys, this.clock.now()));
      const right = await argon.verify(account?.passwordHash ?? null, input.password);
      if (!account || !account.active || !right) return this.fail(account, input.ip);
      return this.succeed(account, input, keys, argon);
    });
  }

  private async fail(account: AccountWithHash | null, ip: string): Promise<never> {
    await this.database.transaction((tx) =>
      this.audit.record(tx, {
        actorId: null,
        schoolId: null,
        action: 'session.login',
        objectType: 'account',
        objectId: account?.id ?? null,
        result: 'denied',
        ip,
      }),
    );
    throw new AppError('wrong_credentials');
  }

  private async succeed(
    account: AccountWithHash,
    input: LoginInput,
    keys: readonly ThrottleKey[],
    argon: Argon,
  ): Promise<LoggedIn> {
    const upgraded = this.hasher.isOutdated(account.passwordHash) ? await argon.hash(input.password) : null;
    const deviceToken = input.deviceToken ?? newToken();
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const present = await this.accounts.byIdLocked(tx, account.id);
      // Changed while the password was looked at: what was proved no longer counts.
      if (!present?.active || present.passwordHash !== account.passwordHash)
        throw new AppError('wrong_credentials');
      if (upgraded) await this.accounts.upgradeHash(tx, account.id, account.passwordHash, upgraded);
      if (input.formerSessionId) await this.sessions.end(tx, input.formerSessionId);
      const session = await this.sessions.open(tx, account.id, input);
      await this.guard.settle(tx, keys, now);
      await this.guard.rememberPlaces(tx, account.id, placeOf(input, deviceToken), now);
      await this.audit.record(tx, {
        actorId: account.id,
        schoolId: null,
        action: 'session.login',
        objectType: 'account',
        objectId: account.id,
        result: 'ok',
        ip: input.ip,
      });
      return { sessionId: session.id, token: session.token, deviceToken };
    });
  }
}

function placeOf(input: LoginInput, deviceToken: string): LoginPlace {
  return { ip: input.ip, deviceToken };
}
