import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.port.js';
import type { ResourceMark } from './quality-marks.js';
import { ResourceContents } from './holding/resource-contents.js';
import { ResourceWriter } from './resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';

/** Writes quality marks: in the caller's unit, with the resource locked; who may is for the caller to know. */
@Injectable()
export class ResourceMarks {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly writer: ResourceWriter,
    private readonly content: ResourceContents,
  ) {}

  /** These are all that it bears from now on. No edit: whoever is editing may still save. */
  async set(tx: Tx, record: ResourceRecord, marks: readonly ResourceMark[]): Promise<void> {
    await this.repository.setMarks(tx, record.id, marks.length === 0 ? null : [...marks]);
    await this.writer.noteArrival(tx, record);
  }

  /** The number of the version in force. Throws `files_not_ready` while an upload is on its way to it. */
  version(tx: Tx, record: ResourceRecord): Promise<number> {
    return this.content.version(tx, record.id);
  }
}
