import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { AccountsRepository } from './accounts.repository.js';
import { LoginGuard } from './login-guard.service.js';
import type { ThrottleKey } from './login-throttle.js';
import { PasswordHasher } from './password-hasher.js';
import { PASSWORD_MAX, PASSWORD_MIN, requireStrongPassword } from './password-rules.js';
import { SessionsService, type Client, type OpenedSession } from './sessions.service.js';

export interface PasswordChange extends Client {
  current: string;
  next: string;
  /** names of the person's schools and groups, which a password may not be made of */
  words: readonly string[];
}

/** Changing one's own password, with the present one as proof. */
@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly guard: LoginGuard,
    private readonly hasher: PasswordHasher,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends every session of the person and opens a new one. Throws `wrong_credentials`, `password_too_weak`, or
   * `too_many_requests` when the present password was wrong too often.
   */
  async change(accountId: Id, input: PasswordChange): Promise<OpenedSession> {
    const account = await this.accounts.byId(this.database.reader, accountId);
    if (!account) throw new AppError('unauthenticated');
    const keys: ThrottleKey[] = [{ kind: 'device', id: `password:${accountId}` }];
    const passwordHash = await this.hasher.turn(accountId, async (argon) => {
      await this.database.transaction((tx) => this.guard.charge(tx, keys, this.clock.now()));
      if (!(await argon.verify(account.passwordHash, input.current))) {
        await this.record(accountId, 'denied', input.ip);
        throw new AppError('wrong_credentials');
      }
      await this.database.transaction((tx) => this.guard.settle(tx, keys, this.clock.now()));
      requireStrongPassword(input.next, account.loginName, input.words);
      if (input.next === input.current)
        throw new AppError('password_too_weak', {
          reason: 'unchanged',
          min: PASSWORD_MIN,
          max: PASSWORD_MAX,
        });
      return argon.hash(input.next);
    });
    return this.database.transaction(async (tx) => {
      const present = await this.accounts.byIdLocked(tx, accountId);
      if (!present?.active || present.passwordHash !== account.passwordHash)
        throw new AppError('wrong_credentials');
      const passwordChangedAt = this.clock.now();
      await this.accounts.setPassword(tx, accountId, {
        passwordHash,
        mustChangePassword: false,
        passwordChangedAt,
      });
      await this.sessions.endAll(tx, accountId);
      const opened = await this.sessions.open(tx, accountId, input);
      await this.audit.record(tx, entry(accountId, 'ok', input.ip));
      return opened;
    });
  }

  private async record(accountId: Id, result: 'denied', ip: string): Promise<void> {
    await this.database.transaction((tx) => this.audit.record(tx, entry(accountId, result, ip)));
  }
}

function entry(accountId: Id, result: 'ok' | 'denied', ip: string) {
  return {
    actorId: accountId,
    schoolId: null,
    action: 'account.change_password',
    objectType: 'account',
    objectId: accountId,
    result,
    ip,
  };
}
