import { Injectable } from '@nestjs/common';
import type { ResourceView } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { Directory } from '../../organization/index.js';
import { Lookers } from '../reading/lookers.js';
import { OriginsRepository } from './origins.repository.js';
import { ResourcesRepository } from '../resources.repository.js';

/** What resources were made from, as far as somebody may see that. */
@Injectable()
export class Origins {
  constructor(
    private readonly database: Database,
    private readonly origins: OriginsRepository,
    private readonly repository: ResourcesRepository,
    private readonly access: AccessService,
    private readonly lookers: Lookers,
    private readonly directory: Directory,
  ) {}

  /** The source of a resource, by the actor's present rights to it; null where there is none, or none for them. */
  async of(actor: Actor, resourceId: Id): Promise<ResourceView['adaptedFrom']> {
    const q = this.database.reader;
    const sourceId = await this.origins.sourceOf(q, resourceId);
    if (sourceId === null) return null;
    const opens = (await this.access.allowed(actor, 'view', 'resource', [sourceId])).has(sourceId);
    if (!opens && (await this.lookers.may(actor, sourceId)) === null) return null;
    const [record] = await this.repository.byIds(q, [sourceId]);
    if (!record || record.trashedAt !== null) return null;
    const { people, schools } = await this.directory.names(q, {
      userIds: [record.authorId],
      schoolIds: [record.schoolId],
    });
    const school = schools.get(record.schoolId);
    return {
      id: record.id,
      title: record.title,
      author: { id: record.authorId, name: people.get(record.authorId) ?? '' },
      school: { id: record.schoolId, name: school?.name ?? '', shortName: school?.shortName ?? '' },
      opens,
    };
  }
}
