import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService, type Condition } from '../../access/index.js';
import { ResourcesRepository, type ChapterCount } from '../resources.repository.js';

/** How much of a book there is. */
@Injectable()
export class ChapterCounts {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly access: AccessService,
  ) {}

  /**
   * Of the published resources that the actor may see, how many of each type stand at each chapter of a book; `among`
   * is a condition on `r.id` that they also meet.
   */
  of(actor: Actor, bookId: string, among?: Condition): Promise<ChapterCount[]> {
    const visible = this.access.visible(actor, 'resource', 'r.id');
    return this.repository.countByChapter(this.database.reader, bookId, among ? [visible, among] : [visible]);
  }
}
