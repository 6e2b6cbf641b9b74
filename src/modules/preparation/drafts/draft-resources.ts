import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { AccessService, type Authorized } from '../../access/index.js';
import { ResourceContents, ResourceReleases, type ResourceRecord } from '../../resources/index.js';

/** The resources that drafts are, in the unit that decides on them. */
@Injectable()
export class DraftResources {
  constructor(
    private readonly access: AccessService,
    private readonly releases: ResourceReleases,
    private readonly contents: ResourceContents,
  ) {}

  /**
   * Proof that a resource is the actor's to lay: they wrote it, or were given it by name. What somebody only keeps by
   * office is for its author to bring. Throws not_found.
   */
  authorize(actor: Actor, id: Id): Promise<Authorized<'resource', 'edit'>> {
    return this.access.authorizeOwn(actor, 'edit', 'resource', id);
  }

  /** Locked until the unit ends. Throws not_found. */
  lock(tx: Tx, id: Id): Promise<ResourceRecord> {
    return this.releases.lock(tx, id, null);
  }

  /** The same; null for one that is gone. */
  async find(tx: Tx, id: Id): Promise<ResourceRecord | null> {
    try {
      return await this.lock(tx, id);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return null;
      throw error;
    }
  }

  /** Throws `files_not_ready`. */
  requireSettled(tx: Tx, id: Id): Promise<void> {
    return this.contents.requireSettled(tx, id);
  }
}
