import { Entity, Index } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  KeyColumn,
  VarcharColumn,
} from '../../platform/database/columns.js';

/** Somebody who can sign in. Never deleted while their work stands: deactivated. */
@Entity('account')
@Index('ux_account_login', ['loginKey'], { unique: true })
export class AccountEntity {
  @KeyColumn() id!: string;
  /** as typed when the account was made */
  @VarcharColumn(64, { name: 'login_name' }) loginName!: string;
  /** NFKC, lower case: what is compared and unique */
  @VarcharColumn(64, { name: 'login_key' }) loginKey!: string;
  @VarcharColumn(50) name!: string;
  /** argon2id in PHC form */
  @VarcharColumn(255, { name: 'password_hash' }) passwordHash!: string;
  @FlagColumn({ name: 'must_change_password' }) mustChangePassword!: boolean;
  @FlagColumn() active!: boolean;
  @VarcharColumn(8) locale!: string;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
  @InstantColumn({ name: 'password_changed_at' }) passwordChangedAt!: number;
}

/** A signed-in device. The cookie carries a random token; only its SHA-256 is here. */
@Entity('login_session')
@Index('ux_login_session_token', ['tokenHash'], { unique: true })
@Index('ix_login_session_account', ['accountId'])
@Index('ix_login_session_expires', ['expiresAt'])
export class SessionEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'account_id' }) accountId!: string;
  @VarcharColumn(64, { name: 'token_hash' }) tokenHash!: string;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
  /** written at most once a minute */
  @InstantColumn({ name: 'last_seen_at' }) lastSeenAt!: number;
  /** the end that no activity moves */
  @InstantColumn({ name: 'expires_at' }) expiresAt!: number;
  @VarcharColumn(45) ip!: string;
  @VarcharColumn(200, { name: 'user_agent' }) userAgent!: string;
}
