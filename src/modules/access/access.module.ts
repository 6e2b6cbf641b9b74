import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/index.js';
import { AccessHolders } from './access-holders.js';
import { AccessRepository } from './access.repository.js';
import { AccessService } from './access.service.js';

@Module({
  imports: [OrganizationModule],
  providers: [AccessRepository, AccessService, AccessHolders],
  exports: [AccessService, AccessHolders],
})
export class AccessModule {}
