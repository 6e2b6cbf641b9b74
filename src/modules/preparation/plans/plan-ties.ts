import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../../platform/database/database.port.js';
import { Directory, type LinkChange } from '../../organization/index.js';
import { TieFollower } from '../../resources/index.js';
import { PlanAccess } from './plan-access.js';
import { PlansRepository } from './plans.repository.js';

const BATCH = 200;

/** Keeps what plans grant to other schools in step with the links of schools to groups, together with resources. */
@Injectable()
export class PlanTies implements OnModuleInit {
  constructor(
    private readonly follower: TieFollower,
    private readonly directory: Directory,
    private readonly repository: PlansRepository,
    private readonly access: PlanAccess,
  ) {}

  onModuleInit(): void {
    this.follower.register((tx, change) => this.redeclare(tx, change));
  }

  private async redeclare(tx: Tx, { schoolId, groupId }: LinkChange): Promise<void> {
    const schools = new Set([schoolId, ...(await this.directory.schoolsEverOf(tx, groupId))]);
    const ids = await this.repository.ofSchools(tx, [...schools]);
    for (let i = 0; i < ids.length; i += BATCH)
      await this.access.declare(tx, await this.repository.lockAll(tx, ids.slice(i, i + BATCH)));
  }
}
