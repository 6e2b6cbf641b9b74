import { Entity, Index } from 'typeorm';
import { InstantColumn, KeyColumn } from '../../../platform/database/columns.js';

/** Somebody wants to hear of changes of a collection. Whether they may still see it is judged whenever there is something to tell. */
@Entity('collection_follow')
@Index('ix_collection_follow_user', ['userId'])
export class FollowEntity {
  @KeyColumn({ name: 'collection_id' }) collectionId!: string;
  @KeyColumn({ name: 'user_id' }) userId!: string;
  @InstantColumn({ name: 'followed_at' }) followedAt!: number;
  /** they have been told of everything before this instant, or had nothing to hear of */
  @InstantColumn({ name: 'heard_until' }) heardUntil!: number;
}
