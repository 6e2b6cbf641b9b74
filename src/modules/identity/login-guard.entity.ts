import { Entity, Index } from 'typeorm';
import {
  DoubleColumn,
  IdColumn,
  InstantColumn,
  KeyColumn,
  VarcharColumn,
} from '../../platform/database/columns.js';

/** How many failures stand against a key (an address, an account from an address …) and until when it has to wait. */
@Entity('login_throttle')
@Index('ix_login_throttle_updated', ['updatedAt'])
export class LoginThrottleEntity {
  @KeyColumn({ length: 120 }) id!: string;
  /** failures; drains with time */
  @DoubleColumn() level!: number;
  @InstantColumn({ name: 'updated_at' }) updatedAt!: number;
  @InstantColumn({ name: 'blocked_until' }) blockedUntil!: number;
}

/** A device or address prefix from which this account has signed in before. */
@Entity('login_place')
@Index('ux_login_place_what', ['accountId', 'place'], { unique: true })
@Index('ix_login_place_used', ['usedAt'])
export class LoginPlaceEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'account_id' }) accountId!: string;
  /** `dev:<SHA-256 of the device token>` or `ip:<prefix>` */
  @VarcharColumn(80) place!: string;
  @InstantColumn({ name: 'used_at' }) usedAt!: number;
}
