import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditedKinds } from '../../platform/audit/index.js';
import { PublishPolicy } from '../resources/index.js';
import { Marks } from './marks/marks.js';
import { ReviewPolicies } from './review-policies.js';
import { Submissions } from './submissions.js';
import { SubmissionsRepository } from './submissions.repository.js';

/** Tells resources what stands between them and their audiences, and the audit record what submissions there are. */
@Injectable()
export class ReviewRules implements OnModuleInit {
  constructor(
    private readonly policy: PublishPolicy,
    private readonly policies: ReviewPolicies,
    private readonly submissions: Submissions,
    private readonly kinds: AuditedKinds,
    private readonly repository: SubmissionsRepository,
    private readonly marks: Marks,
  ) {}

  onModuleInit(): void {
    this.policy.provide({
      of: (q, schoolId) => this.policies.between(q, schoolId),
      replaced: (tx, record, actorId) => this.marks.replaced(tx, record, actorId),
      overtaken: (tx, resourceId, actorId) => this.submissions.overtaken(tx, resourceId, actorId),
    });
    this.kinds.register({ type: 'submission', find: (q, ids) => this.repository.byIds(q, ids) });
  }
}
