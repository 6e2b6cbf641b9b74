import { Injectable } from '@nestjs/common';
import type { RightName } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessService, LEVELS } from '../access/index.js';
import { FileService, type FileRecord } from '../files/index.js';
import { Lookers } from './lookers.js';
import { PendingRepository } from './pending.repository.js';
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
  /** whether the audience sees it; else it was held before, or waits */
  inForce: boolean;
}

/** How a resource holds a file. */
interface Hold {
  watermark: boolean;
  inForce: boolean;
}

/** Stands before the bytes of resources. Remembers nothing. */
@Injectable()
export class FileGate {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly repository: ResourcesRepository,
    private readonly versions: VersionsRepository,
    private readonly pendings: PendingRepository,
    private readonly lookers: Lookers,
    private readonly files: FileService,
  ) {}

  /**
   * The file, when the actor holds the right to the resource and the resource holds the file; else throws not_found. What
   * only an earlier version holds is there for those who may edit; the version in force is there for those who are let in
   * to look at it, too, and what waits for review for whoever is asked.
   */
  async open(actor: Actor, held: HeldFile, needed: RightName): Promise<OpenedFile> {
    const right = (await this.access.rights(actor, 'resource', [held.id])).get(held.id);
    const edits = right !== undefined && LEVELS[right] >= LEVELS.edit;
    const found =
      (right && LEVELS[right] >= LEVELS[needed] ? await this.held(held, edits) : null) ??
      (edits ? null : await this.asLooker(actor, held, needed));
    const file = found ? await this.files.file(this.database.reader, held.fileId) : null;
    if (!found || !file) throw notFound();
    return { file, mark: found.watermark && !edits ? actor.name : null, inForce: found.inForce };
  }

  private async held(held: HeldFile, edits: boolean): Promise<Hold | null> {
    const { id, fileId } = held;
    const inForce = await this.inForce(held);
    if (inForce || !edits) return inForce;
    const q = this.database.reader;
    return (await this.versions.holds(q, id, fileId)) ? this.beside(id) : this.waiting(held);
  }

  private async asLooker(actor: Actor, held: HeldFile, needed: RightName): Promise<Hold | null> {
    const look = await this.lookers.may(actor, held.id);
    if (!look || LEVELS[needed] > LEVELS[look.right]) return null;
    return (await this.inForce(held)) ?? (look.waiting ? this.waiting(held) : null);
  }

  private async inForce({ id, fileId }: HeldFile): Promise<Hold | null> {
    const found = await this.repository.held(this.database.reader, id, fileId);
    return found && { ...found, inForce: true };
  }

  private async waiting({ id, fileId }: HeldFile): Promise<Hold | null> {
    return (await this.pendings.holds(this.database.reader, id, fileId)) ? this.beside(id) : null;
  }

  private async beside(id: Id): Promise<Hold | null> {
    const [record] = await this.repository.byIds(this.database.reader, [id]);
    return record ? { watermark: record.watermark, inForce: false } : null;
  }
}
