import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { PendingRepository } from '../pending.repository.js';
import { ResourcesRepository } from '../resources.repository.js';
import { VersionsRepository, type VersionRecord } from '../versions/versions.repository.js';

/** A file as addresses name it: in the resource that holds it. */
export interface HeldFile {
  id: Id;
  fileId: Id;
}

/** Whether previews carry the name of their reader. */
export interface Marking {
  watermark: boolean;
}

/** Every way in which a resource holds files: in force, in an earlier version, or waiting to be in force. */
@Injectable()
export class HeldFiles {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly versions: VersionsRepository,
    private readonly pendings: PendingRepository,
  ) {}

  /** Whether previews are marked of a resource that holds the file in force; null where it does not. */
  inForce(q: Queryable, { id, fileId }: HeldFile): Promise<Marking | null> {
    return this.repository.held(q, id, fileId);
  }

  /** The earlier versions that hold the file. */
  earlier(q: Queryable, { id, fileId }: HeldFile): Promise<VersionRecord[]> {
    return this.versions.holding(q, id, fileId);
  }

  /** Whether what waits to be in force holds the file. */
  waits(q: Queryable, { id, fileId }: HeldFile): Promise<boolean> {
    return this.pendings.holds(q, id, fileId);
  }

  /** Whether previews of a resource are marked. */
  async marking(q: Queryable, id: Id): Promise<Marking | null> {
    const [record] = await this.repository.byIds(q, [id]);
    return record ? { watermark: record.watermark } : null;
  }

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
