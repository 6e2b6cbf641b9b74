import { Injectable } from '@nestjs/common';
import {
  NOTICE_SORTS,
  type MailAddressView,
  type MailPace,
  type MailView,
  type NoticeSort,
} from '../../../contracts/index.js';
import { notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { AuditLog } from '../../../platform/audit/index.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { NoticeKinds } from '../../../platform/notices/index.js';
import { AccountStanding, type Acting } from '../../organization/index.js';
import { MailAddresses } from './mail-addresses.js';
import { MailAddressesRepository } from './mail-addresses.repository.js';
import { chosen } from './mail-choice.js';
import { accountOf, isSigned } from './unsubscribe-link.js';

type Act = 'account.mail_address' | 'account.mail_confirm' | 'account.mail_stop' | 'account.mail_resume';

/** What people say about mail to themselves, and administrators about where that of others goes. The record says that, never where to. */
@Injectable()
export class MailChoices {
  constructor(
    private readonly database: Database,
    private readonly addresses: MailAddresses,
    private readonly repository: MailAddressesRepository,
    private readonly kinds: NoticeKinds,
    private readonly standing: AccountStanding,
    private readonly audit: AuditLog,
  ) {}

  async own({ actor }: Acting): Promise<MailView> {
    const view = await this.addresses.view(actor.userId);
    const paces = (await this.repository.paces(this.database.reader, [actor.userId])).get(actor.userId)!;
    const sorts = NOTICE_SORTS.filter((sort) => this.kinds.all().some((kind) => kind.sort === sort));
    return {
      ...view,
      paces: sorts.map((sort) => ({
        sort,
        pace: chosen(paces, sort),
        urgent: this.kinds.all().some((kind) => kind.sort === sort && kind.urgent === true),
      })),
    };
  }

  /** Throws what {@link MailAddresses.set} throws. */
  async setOwn(by: Acting, address: string | null): Promise<void> {
    await this.database.transaction((tx) => this.put(tx, by, by.actor.userId, address));
  }

  /** Throws `mail_link_ended`. */
  async confirm(by: Acting, token: string): Promise<void> {
    const { userId } = by.actor;
    await this.database.transaction(async (tx) => {
      await this.addresses.confirm(tx, userId, token);
      await this.record(tx, by, 'account.mail_confirm', userId);
    });
  }

  async choose(
    by: Acting,
    { stopped, paces = [] }: { stopped?: boolean; paces?: readonly { sort: NoticeSort; pace: MailPace }[] },
  ): Promise<void> {
    const { userId } = by.actor;
    await this.database.transaction(async (tx) => {
      await this.addresses.hold(tx, userId);
      for (const { sort, pace } of paces) await this.repository.setPace(tx, userId, sort, pace);
      const row = stopped === undefined ? null : await this.repository.locked(tx, userId);
      if (stopped !== undefined && row && (await this.addresses.stop(tx, row, stopped)))
        await this.record(tx, by, stopped ? 'account.mail_stop' : 'account.mail_resume', userId);
    });
  }

  /** Without being signed in, by the link in a mail. Once more is no error. Throws not_found for a link that is none of ours, or of another address than theirs is now. */
  async unsubscribe(token: string): Promise<void> {
    const accountId = accountOf(token);
    if (accountId === null) throw notFound();
    await this.database.transaction(async (tx) => {
      const row = await this.repository.locked(tx, accountId);
      if (!row || !isSigned(token, accountId, row.stopKey)) throw notFound();
      if (await this.addresses.stop(tx, row, true))
        await this.record(tx, null, 'account.mail_stop', accountId);
    });
  }

  /** Throws not_found for people the asker does not see, `forbidden` and others for those they only see. */
  async ofPerson(by: Acting, id: Id): Promise<MailAddressView> {
    await this.standing.require(this.database.reader, by, id);
    const { ready, address, state } = await this.addresses.view(id);
    return { ready, address, state };
  }

  /** The person confirms it as if they had entered it. Throws what {@link ofPerson} and {@link MailAddresses.set} throw. */
  async setOfPerson(by: Acting, id: Id, address: string | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.standing.require(tx, by, id);
      await this.put(tx, by, id, address);
    });
  }

  private async put(tx: Tx, by: Acting, accountId: Id, address: string | null): Promise<void> {
    if (address === null) await this.addresses.remove(tx, accountId);
    else await this.addresses.set(tx, accountId, address);
    await this.record(tx, by, 'account.mail_address', accountId, { removed: address === null });
  }

  private record(
    tx: Tx,
    by: Acting | null,
    action: Act,
    objectId: Id,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(tx, {
      ...{ actorId: by?.actor.userId ?? null, schoolId: null, ip: by?.ip ?? null },
      ...{ action, objectType: 'account', objectId, result: 'ok' },
      ...(detail ? { detail } : {}),
    });
  }
}
