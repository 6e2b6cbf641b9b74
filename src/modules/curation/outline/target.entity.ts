import { IdColumn, IntColumn, TextColumn, VarcharColumn } from '../../../platform/database/columns.js';

/** What an item of a collection refers to, and what is proposed for one. */
export abstract class TargetColumns {
  /** resource · pages · span · link · collection */
  @VarcharColumn(12) kind!: string;
  /** the resource or the collection; null for links */
  @IdColumn({ name: 'target_id', nullable: true }) targetId!: string | null;
  @IdColumn({ name: 'file_id', nullable: true }) fileId!: string | null;
  /** pages (1 …) or seconds */
  @IntColumn({ name: 'range_from', nullable: true }) from!: number | null;
  @IntColumn({ name: 'range_to', nullable: true }) to!: number | null;
  @TextColumn({ nullable: true }) url!: string | null;
  /** of a link */
  @VarcharColumn(200, { nullable: true }) title!: string | null;
}
