import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import { Lookers, type LookRight } from '../resources/index.js';
import { ReviewGate } from './review-gate.js';

/** Tells resources whom review lets in to look at what was submitted. */
@Injectable()
export class ReviewLookers implements OnModuleInit {
  constructor(
    private readonly lookers: Lookers,
    private readonly gate: ReviewGate,
  ) {}

  onModuleInit(): void {
    this.lookers.register({
      kind: 'review',
      waiting: true,
      may: async (actor, resourceId) => ((await this.gate.asks(actor, resourceId)) ? 'download' : null),
      everybody: async (q, resourceId) => downloading(await this.gate.everybodyAsked(q, resourceId)),
      everything: async (q, actor, schoolIds) =>
        downloading(await this.gate.everythingAsked(q, actor, schoolIds)),
      unnamed: async (actor, resourceId) => {
        const objectId = await this.gate.judgesUnnamed(actor, resourceId);
        return objectId === null ? null : { objectType: 'submission', objectId };
      },
    });
  }
}

const downloading = (ids: readonly Id[]) => new Map(ids.map((id): [Id, LookRight] => [id, 'download']));
