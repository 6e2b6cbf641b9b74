import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { OriginalBytes, type OriginalFacts } from '../../files/index.js';
import { FileGate } from './file-gate.js';
import type { HeldFile } from '../holding/held-files.js';
import { ReadingRecord } from '../reading/reading-record.js';
import { ResourcesRepository } from '../resources.repository.js';

/** An original that somebody may download. */
export interface Original extends HeldFile, OriginalFacts {
  /** false: an earlier version holds it, which a collection holds fast */
  inForce: boolean;
}

/** Originals of many resources, for an answer that holds them all. */
@Injectable()
export class Originals {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly repository: ResourcesRepository,
    private readonly bytes: OriginalBytes,
    private readonly gate: FileGate,
    private readonly readings: ReadingRecord,
  ) {}

  /** Those of the files that the actor may download now, by their ids; the others are left out. */
  async of(actor: Actor, held: readonly HeldFile[]): Promise<Map<Id, Original>> {
    const ids = [...new Set(held.map(({ id }) => id))];
    const allowed = await this.access.allowed(actor, 'download', 'resource', ids);
    const present = await this.repository.filesOf(this.database.reader, [...allowed]);
    const known = await this.bytes.facts([...new Set(held.map(({ fileId }) => fileId))]);
    const found = new Map<Id, Original>();
    for (const [fileId, { id }] of new Map(held.map((one) => [one.fileId, one]))) {
      const facts = allowed.has(id) ? known.get(fileId) : undefined;
      if (!facts) continue;
      const inForce = (present.get(id) ?? []).includes(fileId);
      if (inForce || (await this.gate.find(actor, { id, fileId }, 'download')))
        found.set(fileId, { id, fileId, inForce, ...facts });
    }
    return found;
  }

  /** One of them: judged and written down as a download by itself is. Throws not_found. */
  async open(by: { actor: Actor; ip: string }, { id, fileId }: HeldFile): Promise<Readable> {
    const { file, inForce } = await this.gate.open(by.actor, { id, fileId }, 'download');
    await this.readings.downloaded({ ...by, resourceId: id, fileId, inForce });
    return this.bytes.open(file);
  }

  /** Whether the actor may still download all of these. */
  async may(actor: Actor, originals: readonly Original[]): Promise<boolean> {
    const ids = [...new Set(originals.map(({ id }) => id))];
    if ((await this.access.allowed(actor, 'download', 'resource', ids)).size < ids.length) return false;
    for (const original of originals)
      if (!original.inForce && !(await this.gate.find(actor, original, 'download'))) return false;
    return true;
  }
}
