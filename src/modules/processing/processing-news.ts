import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.port.js';
import { LiveBus } from '../../platform/live/index.js';
import { FileService } from '../files/index.js';
import { ResourceSources } from '../resources/index.js';

/** Tells the people whose files these bytes are how far they have come. */
@Injectable()
export class ProcessingNews {
  constructor(
    private readonly database: Database,
    private readonly files: FileService,
    private readonly resources: ResourceSources,
    private readonly live: LiveBus,
  ) {}

  /** Never fails: news that cannot be told is no reason to stop working. */
  async tell(sha256: string): Promise<void> {
    try {
      const q = this.database.reader;
      const ids = await this.files.withBlob(q, sha256);
      const views = await this.files.views(q, ids);
      for (const [fileId, file] of views) {
        const owner = (await this.files.file(q, fileId))?.ownerId;
        const resourceIds = await this.resources.holdersOf([fileId]);
        if (owner) this.live.publish(`user:${owner}`, { type: 'file', resourceIds, file });
      }
    } catch {
      // The page reads the present state again by itself.
    }
  }
}
