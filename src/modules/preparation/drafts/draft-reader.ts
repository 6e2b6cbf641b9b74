import { Injectable } from '@nestjs/common';
import type { LessonView } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService } from '../../access/index.js';
import { ResourceReader } from '../../resources/index.js';
import type { LessonRecord } from '../lessons/lessons.repository.js';
import { PlanLookers } from './plan-lookers.js';

const isoOrNull = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

/** What is shown of the resources that drafts are. */
@Injectable()
export class DraftReader {
  constructor(
    private readonly access: AccessService,
    private readonly lookers: PlanLookers,
    private readonly resources: ResourceReader,
  ) {}

  /** The draft of a lesson as its resource holds it now; null where there is none, or none that the actor may see. */
  async of(actor: Actor, { resourceId, laidAt, agreedAt }: LessonRecord): Promise<LessonView['draft']> {
    if (resourceId === null || laidAt === null) return null;
    const look = await this.lookers.may(actor, resourceId);
    if (look === null) return null;
    const view = await this.resources.view(actor, resourceId, look);
    return {
      resourceId,
      title: view.title,
      author: view.author,
      files: view.fullFiles,
      linkUrl: view.linkUrl,
      laidAt: new Date(laidAt).toISOString(),
      agreedAt: isoOrNull(agreedAt),
      opens: await this.opens(actor, resourceId),
    };
  }

  private async opens(actor: Actor, resourceId: Id): Promise<boolean> {
    return (await this.access.allowed(actor, 'view', 'resource', [resourceId])).has(resourceId);
  }
}
