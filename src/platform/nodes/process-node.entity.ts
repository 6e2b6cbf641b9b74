import { Entity } from 'typeorm';
import type { Deployment } from '../../kernel/reach.js';
import { InstantColumn, IntColumn, KeyColumn, VarcharColumn } from '../database/columns.js';

export type NodeRole = 'http' | 'worker';

/** A process of this installation; it lives while `seenAt` moves on. */
@Entity('process_node')
export class ProcessNodeEntity {
  @KeyColumn() id!: string;
  @VarcharColumn(8) role!: NodeRole;
  /** the NODES it was started with */
  @VarcharColumn(16) deployment!: Deployment;
  /** the machine, the same for all its containers */
  @VarcharColumn(100) machine!: string;
  /** where its pid means something */
  @VarcharColumn(100, { name: 'pid_space' }) pidSpace!: string;
  @IntColumn() pid!: number;
  /** for people */
  @VarcharColumn(255, { name: 'host_name' }) hostName!: string;
  @InstantColumn({ name: 'started_at' }) startedAt!: number;
  @InstantColumn({ name: 'seen_at' }) seenAt!: number;
}
