import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditedKinds } from '../../platform/audit/index.js';
import { FileService } from '../files/index.js';
import { ResourcesRepository } from './resources.repository.js';

/** Tells the audit record of resources and their files, so that a refusal on one that exists is known as such. */
@Injectable()
export class ResourcesAudited implements OnModuleInit {
  constructor(
    private readonly kinds: AuditedKinds,
    private readonly repository: ResourcesRepository,
    private readonly files: FileService,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ type: 'resource', find: (q, ids) => this.repository.byIds(q, ids) });
    this.kinds.register({ type: 'file', find: (q, ids) => this.files.files(q, ids) });
  }
}
