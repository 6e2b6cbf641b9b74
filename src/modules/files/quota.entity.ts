import { Entity } from 'typeorm';
import { BytesColumn, KeyColumn } from '../../platform/database/columns.js';

/** How much room somebody's files take, kept in the units that add and remove files. */
@Entity('file_quota')
export class QuotaEntity {
  /** `u:<user>` or `s:<school>` */
  @KeyColumn({ length: 40 }) scope!: string;
  /** sum of the sizes of the files, each file counted, also where two share their bytes */
  @BytesColumn({ name: 'used_bytes' }) usedBytes!: number;
  /** promised to uploads under way */
  @BytesColumn({ name: 'held_bytes' }) heldBytes!: number;
}
