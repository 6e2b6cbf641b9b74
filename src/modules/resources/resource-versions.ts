import { Injectable } from '@nestjs/common';
import { MOST_VERSIONS, type ResourceVersions as Versions } from '../../contracts/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Queryable, type Tx } from '../../platform/database/database.port.js';
import type { Authorized } from '../access/index.js';
import { FileService } from '../files/index.js';
import { Directory } from '../organization/index.js';
import { ResourceWriter } from './resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';
import type { Contents } from './pending.repository.js';
import { VersionsRepository } from './versions.repository.js';

const iso = (instant: number) => new Date(instant).toISOString();

/**
 * Earlier versions of resources: what readers saw before its files or its link were replaced. They are there for those
 * who may edit the resource; whoever may only read it sees the version in force.
 */
@Injectable()
export class ResourceVersions {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly versions: VersionsRepository,
    private readonly writer: ResourceWriter,
    private readonly files: FileService,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  async list({ id }: Authorized<'resource', 'edit'>): Promise<Versions> {
    const q = this.database.reader;
    const kept = await this.versions.kept(q, id);
    const files = await this.versions.filesOf(q, id);
    const views = await this.files.views(q, [...new Set([...files.values()].flat())]);
    const userIds = [...new Set(kept.map((version) => version.replacedBy))];
    const { people } = await this.directory.names(q, { userIds });
    return {
      current: await this.current(q, id),
      items: kept.map(({ number, title, linkUrl, pupils, since, until, replacedBy }) => ({
        number,
        title,
        linkUrl,
        pupils,
        files: (files.get(number) ?? []).flatMap((fileId) => views.get(fileId) ?? []),
        since: iso(since),
        until: iso(until),
        replacedBy: { id: replacedBy, name: people.get(replacedBy) ?? '' },
      })),
    };
  }

  /** The number of the version in force. */
  async current(q: Queryable, id: Id): Promise<number> {
    return ((await this.versions.latest(q, id))?.number ?? 0) + 1;
  }

  /**
   * Keeps what a resource holds now, because something else is about to take its place: in the unit that does so, with
   * the resource locked. What nobody but its makers has seen is not kept.
   */
  async keep(tx: Tx, record: ResourceRecord, byId: Id): Promise<void> {
    await this.add(tx, record, byId);
    await this.trim(tx, record.id);
  }

  /** The same, and {@link trim} is for the caller: of too many the oldest goes, which may be what is to be put in force. */
  async add(tx: Tx, record: ResourceRecord, byId: Id): Promise<void> {
    if (record.publishedAt === null) return;
    const fileIds = (await this.repository.filesOf(tx, [record.id])).get(record.id) ?? [];
    if (fileIds.length === 0 && record.linkUrl === null) return;
    const latest = await this.versions.latest(tx, record.id);
    await this.versions.insert(
      tx,
      {
        resourceId: record.id,
        number: (latest?.number ?? 0) + 1,
        title: record.title,
        linkUrl: record.linkUrl,
        pupils: record.pupils,
        since: latest?.until ?? record.publishedAt,
        until: this.clock.now(),
        replacedBy: byId,
        removed: false,
      },
      fileIds,
    );
  }

  /** Lets the oldest go, of more than are kept. */
  async trim(tx: Tx, id: Id): Promise<void> {
    for (const { number } of (await this.versions.kept(tx, id)).slice(MOST_VERSIONS))
      await this.writer.letGo(tx, await this.versions.empty(tx, id, number));
  }

  /** What an earlier version held. Throws not_found. */
  async read(q: Queryable, id: Id, number: number): Promise<Contents> {
    const version = await this.versions.find(q, id, number);
    if (!version) throw notFound();
    const fileIds = (await this.versions.filesOf(q, id)).get(number) ?? [];
    return { linkUrl: version.linkUrl, pupils: version.pupils, fileIds };
  }

  /** Removes what an earlier version held for good: its number stays taken. */
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
