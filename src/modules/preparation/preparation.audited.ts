import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditedKinds } from '../../platform/audit/index.js';
import { PlansRepository } from './plans/plans.repository.js';

/** Tells the audit record of plans, so that a refusal on one that exists is known as such. */
@Injectable()
export class PreparationAudited implements OnModuleInit {
  constructor(
    private readonly kinds: AuditedKinds,
    private readonly repository: PlansRepository,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ type: 'plan', find: (q, ids) => this.repository.byIds(q, ids) });
  }
}
