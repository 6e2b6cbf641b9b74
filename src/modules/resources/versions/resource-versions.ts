import { Injectable } from '@nestjs/common';
import type { ResourceVersions as Versions } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { notFound } from '../../../kernel/errors.js';
import { Database } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { FileService } from '../../files/index.js';
import { Directory } from '../../organization/index.js';
import { ResourceWriter } from '../resource-writer.js';
import { VersionPins } from './version-pins.js';
import { VersionsRepository } from './versions.repository.js';

const iso = (instant: number) => new Date(instant).toISOString();

/**
 * Earlier versions of resources: what readers saw before its files or its link were replaced. They are there for those
 * who may edit the resource; whoever may only read it sees the version in force, or in a collection the one it holds fast.
 */
@Injectable()
export class ResourceVersions {
  constructor(
    private readonly database: Database,
    private readonly versions: VersionsRepository,
    private readonly writer: ResourceWriter,
    private readonly files: FileService,
    private readonly directory: Directory,
    private readonly pins: VersionPins,
  ) {}

  /** With how many collections hold each fast, of those that the actor may see. */
  async list(actor: Actor, { id }: Authorized<'resource', 'edit'>): Promise<Versions> {
    const q = this.database.reader;
    const kept = await this.versions.kept(q, id);
    const files = await this.versions.filesOf(q, id);
    const views = await this.files.views(q, [...new Set([...files.values()].flat())]);
    const userIds = [...new Set(kept.map((version) => version.replacedBy))];
    const { people } = await this.directory.names(q, { userIds });
    const pins = await this.pins.of(actor, id);
    return {
      current: await this.versions.inForce(q, id),
      items: kept.map(({ number, title, linkUrl, pupils, since, until, replacedBy }) => ({
        number,
        title,
        linkUrl,
        pupils,
        files: (files.get(number) ?? []).flatMap((fileId) => views.get(fileId) ?? []),
        since: iso(since),
        until: iso(until),
        replacedBy: { id: replacedBy, name: people.get(replacedBy) ?? '' },
        pinnedIn: pins.get(number) ?? 0,
      })),
    };
  }

  /** Removes what an earlier version held for good: its number stays taken, and collections follow that held it fast. */
  async remove(right: Authorized<'resource', 'manage'>, number: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, null);
      if (!(await this.versions.find(tx, record.id, number))) throw notFound();
      const fileIds = await this.versions.empty(tx, record.id, number);
      await this.writer.letGo(tx, fileIds);
      await this.writer.note(tx, right.actorId, 'resource.version.remove', record, {
        version: number,
        files: fileIds,
      });
    });
  }
}
