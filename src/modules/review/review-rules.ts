import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import { AuditedKinds } from '../../platform/audit/index.js';
import { Lookers, PublishPolicy, type LookRight } from '../resources/index.js';
import { ReviewGate } from './review-gate.js';
import { ReviewPolicies } from './review-policies.js';
import { Submissions } from './submissions.js';
import { SubmissionsRepository } from './submissions.repository.js';

/** Tells resources what stands between them and their audiences and whom review lets in, and the audit record what submissions there are. */
@Injectable()
export class ReviewRules implements OnModuleInit {
  constructor(
    private readonly policy: PublishPolicy,
    private readonly lookers: Lookers,
    private readonly policies: ReviewPolicies,
    private readonly submissions: Submissions,
    private readonly gate: ReviewGate,
    private readonly kinds: AuditedKinds,
    private readonly repository: SubmissionsRepository,
  ) {}

  onModuleInit(): void {
    this.policy.provide({
      of: (q, schoolId) => this.policies.between(q, schoolId),
      overtaken: (tx, resourceId, actorId) => this.submissions.overtaken(tx, resourceId, actorId),
    });
    this.lookers.register({
      kind: 'review',
      waiting: true,
      may: async (actor, resourceId) => ((await this.gate.asks(actor, resourceId)) ? 'download' : null),
      everybody: async (q, resourceId) => downloading(await this.gate.everybodyAsked(q, resourceId)),
      everything: async (q, actor, schoolIds) =>
        downloading(await this.gate.everythingAsked(q, actor, schoolIds)),
    });
    this.kinds.register({ type: 'submission', find: (q, ids) => this.repository.byIds(q, ids) });
  }
}

const downloading = (ids: readonly Id[]) => new Map(ids.map((id): [Id, LookRight] => [id, 'download']));
