import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { AccountsService, PasswordHasher, requireStrongPassword } from '../identity/index.js';
import { AccountStanding } from './account-standing.js';
import type { Acting } from './authority.service.js';
import { MembershipAdmin } from './membership-admin.service.js';
import type { Membership } from './memberships.repository.js';
import { PasswordWords } from './password-words.js';
import type { NewMembership } from './provisioning.service.js';

export interface NewPerson {
  loginName: string;
  name: string;
  /** replaced by the person at first login */
  initialPassword: string;
  memberships: readonly NewMembership[];
}

export interface PersonChange {
  name?: string;
  active?: boolean;
  initialPassword?: string;
}

/** Accounts as administrators make and change them. */
@Injectable()
export class PeopleAdmin {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly hasher: PasswordHasher,
    private readonly administration: MembershipAdmin,
    private readonly words: PasswordWords,
    private readonly standing: AccountStanding,
    private readonly audit: AuditLog,
  ) {}

  /** A new person with memberships in what the asker administers. Throws `login_name_taken`, `password_too_weak`, and what a membership may throw. */
  async create(by: Acting, person: NewPerson): Promise<Id> {
    for (const membership of person.memberships) await this.administration.requireScope(by, membership);
    requireStrongPassword(
      person.initialPassword,
      person.loginName,
      await this.words.ofScopes(person.memberships),
    );
    const passwordHash = await this.hasher.hash(person.initialPassword);
    return this.database.transaction(async (tx) => {
      const account = await this.accounts.create(tx, {
        loginName: person.loginName,
        name: person.name,
        passwordHash,
        mustChangePassword: true,
      });
      await this.record(tx, by, 'account.create', account.id, { loginName: account.loginName });
      for (const membership of person.memberships)
        await this.administration.add(tx, by, account.id, membership);
      return account.id;
    });
  }

  /**
   * Throws not_found for people the asker does not see, `forbidden` for those who hold rights beyond the asker's or
   * are at home elsewhere, `last_admin`, `password_too_weak`.
   */
  async update(by: Acting, id: Id, change: PersonChange): Promise<void> {
    const { name, active, initialPassword } = change;
    let passwordHash: string | undefined;
    if (initialPassword !== undefined) {
      const account = await this.standing.require(this.database.reader, by, id);
      requireStrongPassword(initialPassword, account.loginName, await this.words.ofAccount(id));
      passwordHash = await this.hasher.hash(initialPassword);
    }
    await this.database.transaction(async (tx) => {
      await this.standing.require(tx, by, id);
      if (active === false) await this.standing.requireReplaceable(tx, id);
      await this.accounts.update(tx, id, {
        ...(name === undefined ? {} : { name }),
        ...(active === undefined ? {} : { active }),
      });
      if (passwordHash !== undefined) await this.accounts.resetPassword(tx, id, passwordHash);
      await this.record(tx, by, 'account.update', id, {
        name,
        active,
        password: passwordHash === undefined ? undefined : 'reset',
      });
    });
  }

  /** A further membership for somebody the asker sees. Throws what {@link MembershipAdmin.add} throws. */
  async giveMembership(by: Acting, id: Id, membership: NewMembership): Promise<Membership> {
    return this.database.transaction(async (tx) => {
      await this.standing.requireVisible(tx, by, id);
      return this.administration.add(tx, by, id, membership);
    });
  }

  private record(
    tx: Tx,
    by: Acting,
    action: string,
    objectId: Id,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const { actor, ip } = by;
    return this.audit.record(tx, {
      actorId: actor.userId,
      schoolId: null,
      action,
      objectType: 'account',
      objectId,
      result: 'ok',
      ip,
      detail,
    });
  }
}
