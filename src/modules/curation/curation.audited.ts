import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditedKinds } from '../../platform/audit/index.js';
import { CollectionsRepository } from './collections/collections.repository.js';

/** Tells the audit record of collections, so that a refusal on one that exists is known as such. */
@Injectable()
export class CurationAudited implements OnModuleInit {
  constructor(
    private readonly kinds: AuditedKinds,
    private readonly repository: CollectionsRepository,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ type: 'collection', find: (q, ids) => this.repository.byIds(q, ids) });
  }
}
