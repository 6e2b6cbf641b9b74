import { Injectable } from '@nestjs/common';
import type { MailPace } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import { MailAddressEntity, MailPaceEntity } from './mail.entity.js';

export type MailAddressRecord = { [K in keyof MailAddressEntity]: MailAddressEntity[K] };
/** What people chose, by sort; a sort that is missing is left to the default. */
export type Paces = ReadonlyMap<string, MailPace>;

/** Where people's mail goes, and what of it they want. */
@Injectable()
export class MailAddressesRepository {
  async of(q: Queryable, accountId: Id): Promise<MailAddressRecord | null> {
    return (await rowsWhereIn(q, MailAddressEntity, 'id', [accountId]))[0] ?? null;
  }

  /** The same, held until the unit ends: what is put into a mail for somebody, and what they change, takes turns. */
  async locked(tx: Tx, accountId: Id): Promise<MailAddressRecord | null> {
    return (await rowsWhereIn(tx, MailAddressEntity, 'id', [accountId], { lock: true }))[0] ?? null;
  }

  /** Those of the accounts to whom mail may be sent. */
  async taking(q: Queryable, accountIds: readonly Id[]): Promise<MailAddressRecord[]> {
    return (await rowsWhereIn(q, MailAddressEntity, 'id', accountIds)).filter(takesMail);
  }

  /** Accounts with news, whose digest of `hour` nobody has looked after. */
  async withoutDigest(q: Queryable, hour: Instant, since: Instant, limit: number): Promise<Id[]> {
    const rows = await q.manager.query<{ id: Id }[]>(
      'SELECT a.id FROM mail_address a WHERE a.digested_at < ? AND a.confirmed_at IS NOT NULL ' +
        'AND a.stopped_at IS NULL AND a.unusable_at IS NULL AND EXISTS (SELECT 1 FROM notice n ' +
        'WHERE n.recipient_id = a.id AND n.seen_at IS NULL AND n.mail_id IS NULL AND n.at >= ?) ' +
        `ORDER BY a.id LIMIT ${limit}`,
      [hour, since],
    );
    return rows.map(({ id }) => id);
  }

  async insert(tx: Tx, row: MailAddressRecord): Promise<void> {
    await insertRows(tx, MailAddressEntity, [row]);
  }

  async update(tx: Tx, accountId: Id, change: Partial<Omit<MailAddressRecord, 'id'>>): Promise<void> {
    await tx.manager.update(MailAddressEntity, { id: accountId }, change);
  }

  async remove(tx: Tx, accountId: Id): Promise<void> {
    await tx.manager.delete(MailAddressEntity, { id: accountId });
  }

  async paces(q: Queryable, accountIds: readonly Id[]): Promise<Map<Id, Paces>> {
    const rows = await rowsWhereIn(q, MailPaceEntity, 'accountId', accountIds);
    return new Map(
      accountIds.map((id) => [
        id,
        new Map(
          rows
            .filter(({ accountId }) => accountId === id)
            .map(({ sort, pace }): [string, MailPace] => [sort, pace as MailPace]),
        ),
      ]),
    );
  }

  /** In a unit that holds the person's account. */
  async setPace(tx: Tx, accountId: Id, sort: string, pace: MailPace): Promise<void> {
    await tx.manager.delete(MailPaceEntity, { accountId, sort });
    await insertRows(tx, MailPaceEntity, [{ accountId, sort, pace }]);
  }
}

/** Whether anything but a link to confirm it is sent to an address. */
export function takesMail({ confirmedAt, stoppedAt, unusableAt }: MailAddressRecord): boolean {
  return confirmedAt !== null && stoppedAt === null && unusableAt === null;
}
