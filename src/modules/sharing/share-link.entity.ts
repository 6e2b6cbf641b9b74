import { Entity, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../platform/database/columns.js';

/** A way in for people without an account, to one resource. Whether it still leads there is judged at every request. */
@Entity('share_link')
@Index('ux_share_link_token', ['tokenHash'], { unique: true })
@Index('ix_share_link_resource', ['resourceId', 'createdAt'])
export class ShareLinkEntity {
  @KeyColumn() id!: string;
  /** SHA-256 of the token: the token itself is nowhere */
  @VarcharColumn(64, { name: 'token_hash' }) tokenHash!: string;
  @IdColumn({ name: 'resource_id' }) resourceId!: string;
  @IdColumn({ name: 'made_by' }) madeBy!: string;
  /** view or download */
  @VarcharColumn(10, { name: 'right_name' }) right!: string;
  @VarcharColumn(60, { nullable: true }) label!: string | null;
  /** argon2id */
  @VarcharColumn(200, { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @IntColumn({ name: 'max_visits', nullable: true }) maxVisits!: number | null;
  @IntColumn() visits!: number;
  @InstantColumn({ name: 'expires_at' }) expiresAt!: number;
  @InstantColumn({ name: 'revoked_at', nullable: true }) revokedAt!: number | null;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}

/** Somebody who has opened a link, as long as their browser remembers it. */
@Entity('link_visit')
@Index('ux_link_visit_token', ['tokenHash'], { unique: true })
@Index('ix_link_visit_expires', ['expiresAt'])
export class LinkVisitEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'link_id' }) linkId!: string;
  @VarcharColumn(64, { name: 'token_hash' }) tokenHash!: string;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
  @InstantColumn({ name: 'expires_at' }) expiresAt!: number;
}

/** What happened at a link: for its owner. */
@Entity('link_event')
@Index('ix_link_event_link', ['linkId', 'at'])
export class LinkEventEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'link_id' }) linkId!: string;
  @InstantColumn() at!: number;
  /** opened · downloaded · wrong_password · refused */
  @VarcharColumn(20) what!: string;
  @VarcharColumn(45) ip!: string;
  @VarcharColumn(200, { name: 'user_agent' }) userAgent!: string;
  @TextColumn({ name: 'file_name', nullable: true }) fileName!: string | null;
}
