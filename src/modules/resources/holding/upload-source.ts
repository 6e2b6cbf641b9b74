import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';

/** What resources need to know of uploads, which live above them: uploads provide it at start. */
export interface UploadLookup {
  /** Those of the uploads that belong to the person and can still attach, with their file once stored. */
  attachable(
    q: Queryable,
    userId: Id,
    uploadIds: readonly Id[],
  ): Promise<Map<Id, { fileId: Id | null; schoolId: Id }>>;
}

@Injectable()
export class UploadSource {
  private lookup: UploadLookup | null = null;

  provide(lookup: UploadLookup): void {
    this.lookup = lookup;
  }

  attachable(
    q: Queryable,
    userId: Id,
    uploadIds: readonly Id[],
  ): Promise<Map<Id, { fileId: Id | null; schoolId: Id }>> {
    if (!this.lookup) throw new Error('UploadSource was not provided');
    return this.lookup.attachable(q, userId, uploadIds);
  }
}
