import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import { newId, type Id } from '../../kernel/ids.js';
import { Database, type Queryable, type Tx } from '../../platform/database/database.port.js';
import { isUniqueViolation } from '../../platform/database/unique-violation.js';
import {
  AccountsRepository,
  type Account,
  type AccountPosition,
  type Locale,
} from './accounts.repository.js';
import { LoginGuard } from './login-guard.service.js';
import { nameKey } from './normalise.js';
import { SessionsService } from './sessions.service.js';

export interface NewAccount {
  loginName: string;
  name: string;
  /** from PasswordHasher.hash, of a password that passed the rules */
  passwordHash: string;
  mustChangePassword: boolean;
  locale?: Locale;
}

/** The accounts. Rights are asked above (organization): what is called here is done. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly guard: LoginGuard,
    private readonly clock: Clock,
  ) {}

  /** Whether the installation has an account at all. */
  any(q: Queryable = this.database.reader): Promise<boolean> {
    return this.accounts.any(q);
  }

  find(id: Id, q: Queryable = this.database.reader): Promise<Account | null> {
    return this.accounts.byId(q, id);
  }

  /** Holds an account until the unit ends, so that two changes of what one person may do take turns. */
  async hold(tx: Tx, id: Id): Promise<void> {
    await this.accounts.byIdLocked(tx, id);
  }

  async findByLoginName(loginName: string, q: Queryable = this.database.reader): Promise<Account | null> {
    return this.accounts.byLoginKey(q, nameKey(loginName));
  }

  byIds(ids: readonly Id[], q: Queryable = this.database.reader): Promise<Account[]> {
    return this.accounts.byIds(q, ids);
  }

  page(
    ids: readonly Id[],
    options: { text: string; after: AccountPosition | null; limit: number },
  ): Promise<Account[]> {
    return this.accounts.page(this.database.reader, ids, options);
  }

  /** Makes an account. Throws `login_name_taken`. */
  async create(tx: Tx, account: NewAccount): Promise<Account> {
    const now = this.clock.now();
    const loginName = account.loginName.normalize('NFKC').trim();
    const loginKey = nameKey(loginName);
    if (await this.accounts.byLoginKey(tx, loginKey)) throw new AppError('login_name_taken');
    const created: Account = {
      id: newId(now),
      loginName,
      name: account.name,
      active: true,
      mustChangePassword: account.mustChangePassword,
      locale: account.locale ?? 'zh',
      createdAt: now,
    };
    try {
      await this.accounts.insert(tx, { ...created, loginKey, passwordHash: account.passwordHash });
    } catch (error) {
      throw isUniqueViolation(error) ? new AppError('login_name_taken') : error;
    }
    return created;
  }

  /** Changes name, language or standing. Deactivating ends every session of the person. */
  async update(
    tx: Tx,
    id: Id,
    change: { name?: string; active?: boolean; locale?: Locale },
  ): Promise<Account> {
    await this.accounts.update(tx, id, change);
    if (change.active === false) await this.sessions.endAll(tx, id);
    const account = await this.accounts.byId(tx, id);
    if (!account) throw notFound();
    return account;
  }

  /** Sets a password on somebody's behalf: they choose their own at the next login; sessions and trusted devices end. */
  async resetPassword(tx: Tx, id: Id, passwordHash: string): Promise<void> {
    const passwordChangedAt = this.clock.now();
    await this.accounts.setPassword(tx, id, { passwordHash, mustChangePassword: true, passwordChangedAt });
    await this.sessions.endAll(tx, id);
    await this.guard.forgetPlaces(tx, id);
  }
}
