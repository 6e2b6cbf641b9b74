import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { ResourceAccess, ResourceSources } from '../../resources/index.js';

/** Whom to ask about a resource. */
@Injectable()
export class ResourceOwners {
  constructor(
    private readonly access: AccessService,
    private readonly resources: ResourceAccess,
    private readonly sources: ResourceSources,
  ) {}

  /** Title and owners of a resource that the actor may see. Throws not_found. */
  async of(q: Queryable, actor: Actor, resourceId: Id): Promise<{ title: string; ownerIds: Id[] }> {
    const seen = await this.access.allowed(actor, 'view', 'resource', [resourceId]);
    const [source] = seen.has(resourceId) ? await this.sources.read([resourceId]) : [];
    if (!source || source.record.trashedAt !== null) throw notFound();
    return { title: source.record.title, ownerIds: await this.resources.owners(q, source.record) };
  }
}
