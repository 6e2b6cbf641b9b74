import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Frozen, Lookers } from '../../resources/index.js';
import { LessonsRepository } from '../lessons/lessons.repository.js';
import { PlanLookers } from './plan-lookers.js';

/** Tells resources at start whom plans let in, and what they rely on. */
@Injectable()
export class PlanClaims implements OnModuleInit {
  constructor(
    private readonly lookers: Lookers,
    private readonly frozen: Frozen,
    private readonly looks: PlanLookers,
    private readonly lessons: LessonsRepository,
  ) {}

  onModuleInit(): void {
    this.lookers.register({
      kind: 'plan',
      waiting: false,
      may: (actor, resourceId) => this.looks.may(actor, resourceId),
      everybody: (q, resourceId) => this.looks.everybody(q, resourceId),
      everything: (q, actor, schoolIds) => this.looks.everything(q, actor, schoolIds),
    });
    this.frozen.register((q, resourceId) => this.lessons.isAgreed(q, resourceId));
  }
}
