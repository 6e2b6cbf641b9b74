import { Injectable } from '@nestjs/common';
import { GrantRows } from '../../resources/index.js';
import { PlanGrantEntity } from './plan.entity.js';

/** Who organizes plans beside their makers. */
@Injectable()
export class PlanGrantsRepository extends GrantRows<PlanGrantEntity> {
  constructor() {
    super(PlanGrantEntity, 'planId');
  }
}
