import { Injectable } from '@nestjs/common';
import type { RightName } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { notFound } from '../../../kernel/errors.js';
import { Database, type Queryable } from '../../../platform/database/database.port.js';
import { AccessService, LEVELS } from '../../access/index.js';
import { FileService, type FileRecord } from '../../files/index.js';
import { HeldFiles, type HeldFile, type Marking } from '../holding/held-files.js';
import { Lookers } from '../reading/lookers.js';
import { rightThen } from '../versions/shown-to.js';
import { VersionPins } from '../versions/version-pins.js';

/** A file that may be read, and as whom. */
export interface OpenedFile {
  file: FileRecord;
  /** whose name its previews carry; null for those who may edit it, and where nothing is marked */
  mark: string | null;
  /** whether the audience sees it; else it was held before, or waits */
  inForce: boolean;
}

/** How a resource holds a file. */
interface Hold extends Marking {
  inForce: boolean;
}

/** Who asks for a file, with the right to the resource that they hold now, if any. */
interface Asking {
  q: Queryable;
  actor: Actor;
  held: HeldFile;
  right: RightName | undefined;
  needed: RightName;
}

/** Stands before the bytes of resources. Remembers nothing. */
@Injectable()
export class FileGate {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly holds: HeldFiles,
    private readonly lookers: Lookers,
    private readonly pins: VersionPins,
    private readonly files: FileService,
  ) {}

  /** The file, when the actor may open it as {@link find} says; else throws not_found. */
  async open(actor: Actor, held: HeldFile, needed: RightName): Promise<OpenedFile> {
    const opened = await this.find(actor, held, needed);
    if (!opened) throw notFound();
    return opened;
  }

  /**
   * The file, when the actor holds the right to the resource and the resource holds the file; else null. What only an
   * earlier version holds is there for those who may edit, and for those to whom that version was shown, as far as a
   * collection that they may see holds it fast: the address of a file does not say through which, so that it ends with
   * the pin, the collection and every right. The version in force is there for those who are let in to look at it, too,
   * and what waits for review for whoever is asked.
   */
  async find(actor: Actor, held: HeldFile, needed: RightName): Promise<OpenedFile | null> {
    const right = (await this.access.rights(actor, 'resource', [held.id])).get(held.id);
    const asking: Asking = { q: this.database.reader, actor, held, right, needed };
    const found = await this.hold(asking);
    const file = found ? await this.files.file(asking.q, held.fileId) : null;
    if (!found || !file) return null;
    const mark = found.watermark && !reaches(right, 'edit') ? actor.name : null;
    return { file, mark, inForce: found.inForce };
  }

  private async hold(asking: Asking): Promise<Hold | null> {
    const { right, needed } = asking;
    const reads = reaches(right, needed);
    if (reaches(right, 'edit'))
      return reads ? ((await this.inForce(asking)) ?? (await this.beside(asking))) : null;
    const read = reads ? ((await this.inForce(asking)) ?? (await this.pinned(asking))) : null;
    return read ?? this.asLooker(asking);
  }

  private async inForce({ q, held }: Asking): Promise<Hold | null> {
    const found = await this.holds.inForce(q, held);
    return found && { ...found, inForce: true };
  }

  /** Held before, or waiting. */
  private async beside(asking: Asking): Promise<Hold | null> {
    const { q, held } = asking;
    return (await this.holds.earlier(q, held)).length > 0 ? this.outOfForce(asking) : this.waiting(asking);
  }

  private async pinned(asking: Asking): Promise<Hold | null> {
    const { q, actor, held, right, needed } = asking;
    if (right === undefined) return null;
    const principals = new Set(this.access.principals(actor));
    const shown = (await this.holds.earlier(q, held)).filter((version) =>
      reaches(rightThen(version.shownTo, principals, right), needed),
    );
    if (shown.length === 0) return null;
    const pins = await this.pins.of(actor, held.id);
    return shown.some(({ number }) => pins.has(number)) ? this.outOfForce(asking) : null;
  }

  private async asLooker(asking: Asking): Promise<Hold | null> {
    const { actor, held, needed } = asking;
    const look = await this.lookers.may(actor, held.id);
    if (!look || !reaches(look.right, needed)) return null;
    return (await this.inForce(asking)) ?? (look.waiting ? this.waiting(asking) : null);
  }

  private async waiting(asking: Asking): Promise<Hold | null> {
    return (await this.holds.waits(asking.q, asking.held)) ? this.outOfForce(asking) : null;
  }

  private async outOfForce({ q, held }: Asking): Promise<Hold | null> {
    const found = await this.holds.marking(q, held.id);
    return found && { ...found, inForce: false };
  }
}

const reaches = (right: RightName | null | undefined, needed: RightName): boolean =>
  right != null && LEVELS[right] >= LEVELS[needed];
