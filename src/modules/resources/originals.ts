import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessService } from '../access/index.js';
import { OriginalBytes, type OriginalFacts } from '../files/index.js';
import { FileGate, type HeldFile } from './file-gate.js';
import { ReadingRecord } from './reading-record.js';
import { ResourcesRepository } from './resources.repository.js';

/** An original that somebody may download. */
export interface Original extends HeldFile, OriginalFacts {}

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

  /** Of these resources, the originals that the actor may download now, in the order of each; the others are left out. */
  async of(actor: Actor, ids: readonly Id[]): Promise<Map<Id, Original[]>> {
    const allowed = [...(await this.access.allowed(actor, 'download', 'resource', ids))];
    const files = await this.repository.filesOf(this.database.reader, allowed);
    const facts = await this.bytes.facts([...new Set([...files.values()].flat())]);
    const originals = (id: Id): Original[] =>
      (files.get(id) ?? []).flatMap((fileId) => {
        const known = facts.get(fileId);
        return known ? [{ id, fileId, ...known }] : [];
      });
    return new Map(allowed.map((id) => [id, originals(id)]));
  }

  /** One of them: judged and written down as a download by itself is. Throws not_found. */
  async open(by: { actor: Actor; ip: string }, held: HeldFile): Promise<Readable> {
    const { file } = await this.gate.open(by.actor, held, 'download');
    await this.readings.downloaded({ ...by, resourceId: held.id, fileId: held.fileId });
    return this.bytes.open(file);
  }

  /** Whether the actor may still download all of these. */
  async may(actor: Actor, ids: readonly Id[]): Promise<boolean> {
    const unique = [...new Set(ids)];
    return (await this.access.allowed(actor, 'download', 'resource', unique)).size === unique.length;
  }
}
