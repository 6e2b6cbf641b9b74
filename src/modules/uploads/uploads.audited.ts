import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditedKinds } from '../../platform/audit/index.js';
import { UploadsRepository } from './uploads.repository.js';

/** Tells the audit record of uploads, so that a refusal on one that exists is known as such. */
@Injectable()
export class UploadsAudited implements OnModuleInit {
  constructor(
    private readonly kinds: AuditedKinds,
    private readonly repository: UploadsRepository,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ type: 'upload', find: (q, ids) => this.repository.byIds(q, ids) });
  }
}
