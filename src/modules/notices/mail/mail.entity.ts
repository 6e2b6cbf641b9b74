import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, KeyColumn, VarcharColumn } from '../../../platform/database/columns.js';

/** Where somebody's mail goes. Nothing is sent there but a link until it is confirmed. */
@Entity('mail_address')
@Index('ix_mail_address_digested', ['digestedAt'])
export class MailAddressEntity {
  /** the account's */
  @KeyColumn() id!: string;
  @VarcharColumn(254) address!: string;
  @InstantColumn({ name: 'set_at' }) setAt!: number;
  @InstantColumn({ name: 'confirmed_at', nullable: true }) confirmedAt!: number | null;
  /** SHA-256 of what the link that confirms it carries; null when none works */
  @VarcharColumn(64, { name: 'token_hash', nullable: true }) tokenHash!: string | null;
  @InstantColumn({ name: 'token_until', nullable: true }) tokenUntil!: number | null;
  /** signs the links that unsubscribe */
  @VarcharColumn(64, { name: 'stop_key' }) stopKey!: string;
  /** they have unsubscribed */
  @InstantColumn({ name: 'stopped_at', nullable: true }) stoppedAt!: number | null;
  /** a server refused mail to it for good */
  @InstantColumn({ name: 'unusable_at', nullable: true }) unusableAt!: number | null;
  /** notices from before are no news here: since then it takes mail */
  @InstantColumn({ name: 'since_at', nullable: true }) since!: number | null;
  /** the hour of the day's digest that was looked after last; null before it is confirmed */
  @InstantColumn({ name: 'digested_at', nullable: true }) digestedAt!: number | null;
}

/** How somebody hears of a sort of notices by mail, where they have chosen. */
@Entity('mail_pace')
export class MailPaceEntity {
  @KeyColumn({ name: 'account_id' }) accountId!: string;
  @KeyColumn({ length: 20 }) sort!: string;
  @VarcharColumn(12) pace!: string;
}

/** One mail to one person: what it takes with it points here, and what it says is made when it is sent. */
@Entity('mail')
@Index('ix_mail_account', ['accountId', 'kind', 'at'])
@Index('ix_mail_at', ['at'])
export class MailEntity {
  /** its message id, too: the same each time it is sent */
  @KeyColumn() id!: string;
  @IdColumn({ name: 'account_id' }) accountId!: string;
  /** confirm · at_once · daily */
  @VarcharColumn(12) kind!: string;
  @InstantColumn() at!: number;
  /** open · sent · refused · void (there was nothing left to say) · given_up */
  @VarcharColumn(12) state!: string;
  @InstantColumn({ name: 'ended_at', nullable: true }) endedAt!: number | null;
}
