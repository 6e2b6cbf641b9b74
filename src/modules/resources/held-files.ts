import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { PendingRepository } from './pending.repository.js';
import { ResourcesRepository } from './resources.repository.js';
import { VersionsRepository } from './versions.repository.js';

/** Every way in which a resource holds files: in force, in an earlier version, or waiting to be in force. */
@Injectable()
export class HeldFiles {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly versions: VersionsRepository,
    private readonly pendings: PendingRepository,
  ) {}

  /** Those of the files that nothing holds. */
  async unheld(q: Queryable, fileIds: readonly Id[]): Promise<Id[]> {
    const left = await this.repository.unheld(q, fileIds);
    const earlier = await this.versions.held(q, left);
    const pending = await this.pendings.held(q, left);
    return left.filter((fileId) => !earlier.has(fileId) && !pending.has(fileId));
  }

  /** Removes a resource with all that held files for it; gives the files. */
  async erase(tx: Tx, id: Id): Promise<Id[]> {
    const inForce = (await this.repository.filesOf(tx, [id])).get(id) ?? [];
    const earlier = await this.versions.erase(tx, id);
    const pending = await this.pendings.erase(tx, id);
    await this.repository.remove(tx, id);
    return [...new Set([...inForce, ...earlier, ...pending])];
  }
}
