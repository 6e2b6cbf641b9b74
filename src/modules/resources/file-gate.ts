import { Injectable } from '@nestjs/common';
import type { RightName } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessService, LEVELS } from '../access/index.js';
import { FileService, type FileRecord } from '../files/index.js';
import { ResourcesRepository } from './resources.repository.js';
import { VersionsRepository } from './versions.repository.js';

/** A file as addresses name it: in the resource that holds it. */
export interface HeldFile {
  id: Id;
  fileId: Id;
}

/** A file that may be read, and as whom. */
export interface OpenedFile {
  file: FileRecord;
  /** whose name its previews carry; null for those who may edit it, and where nothing is marked */
  mark: string | null;
}

/** Stands before the bytes of resources. Remembers nothing. */
@Injectable()
export class FileGate {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly repository: ResourcesRepository,
    private readonly versions: VersionsRepository,
    private readonly files: FileService,
  ) {}

  /**
   * The file, when the actor holds the right to the resource and the resource holds the file; else throws not_found. What
   * only an earlier version holds is there for those who may edit.
   */
  async open(actor: Actor, { id, fileId }: HeldFile, needed: RightName): Promise<OpenedFile> {
    const right = (await this.access.rights(actor, 'resource', [id])).get(id);
    if (!right || LEVELS[right] < LEVELS[needed]) throw notFound();
    const q = this.database.reader;
    const held =
      (await this.repository.held(q, id, fileId)) ??
      (LEVELS[right] >= LEVELS.edit && (await this.versions.holds(q, id, fileId))
        ? { watermark: false }
        : null);
    const file = held ? await this.files.file(q, fileId) : null;
    if (!held || !file) throw notFound();
    return { file, mark: held.watermark && LEVELS[right] < LEVELS.edit ? actor.name : null };
  }
}
