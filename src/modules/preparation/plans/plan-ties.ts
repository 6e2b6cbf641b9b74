import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TieFollower } from '../../resources/index.js';
import { PlanAccess } from './plan-access.js';
import { PlansRepository } from './plans.repository.js';

/** Keeps what plans grant to other schools in step with the links of schools to groups, together with resources. */
@Injectable()
export class PlanTies implements OnModuleInit {
  constructor(
    private readonly follower: TieFollower,
    private readonly repository: PlansRepository,
    private readonly access: PlanAccess,
  ) {}

  onModuleInit(): void {
    this.follower.register({
      ofSchools: (q, schoolIds) => this.repository.ofSchools(q, schoolIds),
      redeclare: async (tx, ids) => this.access.declare(tx, await this.repository.lockAll(tx, ids)),
    });
  }
}
