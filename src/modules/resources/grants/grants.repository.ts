import { Injectable } from '@nestjs/common';
import { GrantEntity } from './grant.entity.js';
import { GrantRows, type GivenGrant } from './grant-rows.repository.js';

export type GrantRecord = GivenGrant;

/** Rights to resources that were given by name. */
@Injectable()
export class GrantsRepository extends GrantRows<GrantEntity> {
  constructor() {
    super(GrantEntity, 'resourceId');
  }
}
