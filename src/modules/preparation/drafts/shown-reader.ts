import { Injectable } from '@nestjs/common';
import type { LessonView, ShownResource } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService, LEVELS } from '../../access/index.js';
import { ResourceReader, ResourceSources } from '../../resources/index.js';
import type { LessonRecord } from '../lessons/lessons.repository.js';
import { PlanLookers } from './plan-lookers.js';

const isoOrNull = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

/** What the people of a plan read of the resources that its lessons show. */
@Injectable()
export class ShownReader {
  constructor(
    private readonly access: AccessService,
    private readonly lookers: PlanLookers,
    private readonly resources: ResourceReader,
    private readonly sources: ResourceSources,
  ) {}

  /**
   * A resource as it is now; null where no plan shows it to the actor, and outside of its window for whom only a plan
   * lets in.
   */
  async resource(actor: Actor, resourceId: Id): Promise<ShownResource | null> {
    const record = await this.lookers.shownTo(actor, resourceId);
    if (!record) return null;
    const look = this.lookers.rightTo(record);
    const own = (await this.access.rights(actor, 'resource', [resourceId])).get(resourceId);
    const right = look === null || (own && LEVELS[own] > LEVELS[look]) ? own : look;
    if (!right) return null;
    const view = await this.resources.view(actor, resourceId, right);
    const { title, author, fullFiles: files, linkUrl, watermark } = view;
    return { resourceId, title, author, files, linkUrl, right, watermark, opens: own !== undefined };
  }

  /** Whether what lies there as the draft of a lesson was written by the actor. */
  async wrote({ userId }: Actor, { resourceId }: LessonRecord): Promise<boolean> {
    if (resourceId === null) return false;
    const [source] = await this.sources.read([resourceId]);
    return source?.record.authorId === userId;
  }

  /** The draft of a lesson; null where there is none, or none that the actor may see. */
  async draft(actor: Actor, { resourceId, laidAt, agreedAt }: LessonRecord): Promise<LessonView['draft']> {
    if (resourceId === null || laidAt === null) return null;
    const shown = await this.resource(actor, resourceId);
    return shown && { ...shown, laidAt: new Date(laidAt).toISOString(), agreedAt: isoOrNull(agreedAt) };
  }
}
