import { Entity } from 'typeorm';
import { InstantColumn, IntColumn, KeyColumn } from '../../platform/database/columns.js';

/** An object whose rights changed and which the search index may still see the old way: left out of every search until the index has confirmed `rev`. */
@Entity('access_pending')
export class AccessPendingEntity {
  @KeyColumn({ name: 'object_id' }) objectId!: string;
  @IntColumn({ name: 'rev' }) rev!: number;
  @InstantColumn({ name: 'since' }) since!: number;
}
