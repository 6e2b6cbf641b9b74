import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { rowsWhereIn } from '../../platform/database/rows.js';
import { AccountEntity } from './account.entity.js';

export type Locale = 'zh' | 'en';

/** An account without its password. */
export interface Account {
  id: Id;
  loginName: string;
  name: string;
  active: boolean;
  mustChangePassword: boolean;
  locale: Locale;
  createdAt: Instant;
}
export interface AccountWithHash extends Account {
  passwordHash: string;
}

/** The last account of the page before: accounts are listed by name, then id. */
export interface AccountPosition {
  name: string;
  id: Id;
}

@Injectable()
export class AccountsRepository {
  async any(q: Queryable): Promise<boolean> {
    const rows = await q.manager.query<unknown[]>('SELECT id FROM account LIMIT 1');
    return rows.length > 0;
  }

  async byId(q: Queryable, id: Id): Promise<AccountWithHash | null> {
    const row = await q.manager.findOneBy(AccountEntity, { id });
    return row && record(row);
  }

  /** The same, held until the unit ends. */
  async byIdLocked(tx: Tx, id: Id): Promise<AccountWithHash | null> {
    const query = tx.manager.createQueryBuilder(AccountEntity, 'a').where('a.id = :id', { id });
    const row = await lockRows(tx, query).getOne();
    return row && record(row);
  }

  async byLoginKey(q: Queryable, loginKey: string): Promise<AccountWithHash | null> {
    const row = await q.manager.findOneBy(AccountEntity, { loginKey });
    return row && record(row);
  }

  async byIds(q: Queryable, ids: readonly Id[]): Promise<Account[]> {
    return (await rowsWhereIn(q, AccountEntity, 'id', ids)).map(record);
  }

  /** Those of `ids` whose name or login name contains `text`, by name, after `after`. */
  async page(
    q: Queryable,
    ids: readonly Id[],
    options: { text: string; after: AccountPosition | null; limit: number },
  ): Promise<Account[]> {
    if (ids.length === 0) return [];
    const query = q.manager.createQueryBuilder(AccountEntity, 'a').where('a.id IN (:...ids)', { ids });
    if (options.text !== '') {
      const like = `%${options.text.replace(/[!%_]/g, '!$&')}%`;
      query.andWhere(`(a.name LIKE :like ESCAPE '!' OR a.loginKey LIKE :lower ESCAPE '!')`, {
        like,
        lower: like.toLowerCase(),
      });
    }
    if (options.after)
      query.andWhere('(a.name > :name OR (a.name = :name AND a.id > :id))', { ...options.after });
    const rows = await query.orderBy('a.name').addOrderBy('a.id').limit(options.limit).getMany();
    return rows.map(record);
  }

  async insert(tx: Tx, account: AccountWithHash & { loginKey: string }): Promise<void> {
    await tx.manager.insert(AccountEntity, { ...account, passwordChangedAt: account.createdAt });
  }

  async update(tx: Tx, id: Id, change: Partial<Pick<Account, 'name' | 'active' | 'locale'>>): Promise<void> {
    if (Object.keys(change).length > 0) await tx.manager.update(AccountEntity, { id }, change);
  }

  async setPassword(
    tx: Tx,
    id: Id,
    change: { passwordHash: string; mustChangePassword: boolean; passwordChangedAt: Instant },
  ): Promise<void> {
    await tx.manager.update(AccountEntity, { id }, change);
  }

  /** Replaces a hash by one of the same password, unless it has changed meanwhile. */
  async upgradeHash(tx: Tx, id: Id, from: string, to: string): Promise<void> {
    await tx.manager.update(AccountEntity, { id, passwordHash: from }, { passwordHash: to });
  }
}

function record(row: AccountEntity): AccountWithHash {
  const { id, loginName, name, active, mustChangePassword, createdAt, passwordHash } = row;
  const locale = row.locale === 'en' ? 'en' : 'zh';
  return { id, loginName, name, active, mustChangePassword, locale, createdAt, passwordHash };
}
