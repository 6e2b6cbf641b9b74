import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { ResourcesRepository } from '../resources.repository.js';

/** Suggests tags that others use already, so that one thing keeps one name. Counts only what the asker may see. */
@Injectable()
export class TagsInUse {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly access: AccessService,
  ) {}

  suggest(actor: Actor, beginning: string, subject: string | null): Promise<{ tag: string; uses: number }[]> {
    const visible = this.access.visible(actor, 'resource', 'r.id');
    return this.repository.tagsInUse(this.database.reader, beginning, subject, visible, 10);
  }
}
