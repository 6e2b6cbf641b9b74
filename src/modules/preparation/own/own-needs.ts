import { Injectable } from '@nestjs/common';
import { PlanPeople } from '../plans/plan-people.js';
import { PlanWriter } from '../plans/plan-writer.js';
import { OwnRepository } from './own.repository.js';

/** What both adaptations and reflections need of their neighbours. */
@Injectable()
export class OwnNeeds {
  constructor(
    readonly own: OwnRepository,
    readonly plans: PlanWriter,
    readonly people: PlanPeople,
  ) {}
}
