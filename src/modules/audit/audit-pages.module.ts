import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { OrganizationModule } from '../organization/index.js';
import { ResourcesModule } from '../resources/index.js';
import { AuditChain } from './audit-chain.js';
import { AuditChainController } from './audit-chain.controller.js';
import { AuditController } from './audit.controller.js';
import { AuditPresenter } from './audit-presenter.js';
import { AuditScopes } from './audit-scope.js';

/** Reads the audit record for people; what writes it is platform/audit. */
@Module({
  imports: [OrganizationModule, AccessModule, ResourcesModule],
  controllers: [AuditController, AuditChainController],
  providers: [AuditScopes, AuditPresenter, AuditChain],
})
export class AuditPagesModule {}
