import { Injectable } from '@nestjs/common';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { deleteWhereIn, insertRows } from '../../../platform/database/rows.js';
import { MailEntity } from './mail.entity.js';

export type MailKind = 'confirm' | 'at_once' | 'daily';
export type MailEnd = 'sent' | 'refused' | 'void' | 'given_up';
export interface MailRecord {
  id: Id;
  accountId: Id;
  kind: MailKind;
  at: Instant;
  state: 'open' | MailEnd;
}

/** Every mail that was or will be sent. */
@Injectable()
export class MailsRepository {
  async byId(q: Queryable, id: Id): Promise<MailRecord | null> {
    const row = await q.manager.findOneBy(MailEntity, { id });
    return row && { ...row, kind: row.kind as MailKind, state: row.state as MailRecord['state'] };
  }

  async insert(tx: Tx, mail: Omit<MailRecord, 'state'>): Promise<void> {
    await insertRows(tx, MailEntity, [{ ...mail, state: 'open', endedAt: null }]);
  }

  async end(tx: Tx, id: Id, state: MailEnd, endedAt: Instant): Promise<void> {
    await tx.manager.update(MailEntity, { id, state: 'open' }, { state, endedAt });
  }

  /** Those to one person of one kind since an instant; what turned out to have nothing to say counts where `voidToo`. */
  count(
    q: Queryable,
    accountId: Id,
    { kind, since, voidToo }: { kind: MailKind; since: Instant; voidToo: boolean },
  ): Promise<number> {
    const query = q.manager
      .createQueryBuilder(MailEntity, 'm')
      .where('m.accountId = :accountId AND m.kind = :kind AND m.at > :since', { accountId, kind, since });
    if (!voidToo) query.andWhere("m.state <> 'void'");
    return query.getCount();
  }

  /** Nothing of this kind that is not sent yet goes to this person. */
  async cancel(tx: Tx, accountId: Id, kind: MailKind, endedAt: Instant): Promise<void> {
    await tx.manager.update(MailEntity, { accountId, kind, state: 'open' }, { state: 'void', endedAt });
  }

  /** Removes at most `limit` mails from before an instant; returns how many. */
  async removeBefore(tx: Tx, before: Instant, limit: number): Promise<number> {
    const rows = await tx.manager.query<{ id: Id }[]>(
      `SELECT id FROM mail WHERE at < ? ORDER BY at LIMIT ${limit}`,
      [before],
    );
    const ids = rows.map(({ id }) => id);
    await deleteWhereIn(tx, MailEntity, 'id', ids);
    return ids.length;
  }
}
