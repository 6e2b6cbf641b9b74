import { Injectable } from '@nestjs/common';
import { MOST_VERSIONS } from '../../../contracts/index.js';
import { Clock } from '../../../kernel/clock.js';
import { notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import type { Contents } from '../pending.repository.js';
import { ResourceWriter } from '../resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';
import { shownTo } from './shown-to.js';
import { VersionPins } from './version-pins.js';
import { VersionsRepository } from './versions.repository.js';

/** Versions kept beyond the usual number because collections hold them fast: nobody fills another's room without end. */
const MOST_SPARED = MOST_VERSIONS;

/** Keeps what resources held, and to whom they showed it. */
@Injectable()
export class VersionKeeper {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly versions: VersionsRepository,
    private readonly writer: ResourceWriter,
    private readonly access: AccessService,
    private readonly pins: VersionPins,
    private readonly clock: Clock,
  ) {}

  /** The number of the version in force. */
  current(q: Queryable, id: Id): Promise<number> {
    return this.versions.inForce(q, id);
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
    const inForce = { since: latest?.until ?? record.publishedAt, until: this.clock.now() };
    const entries = (await this.access.entries(tx, 'resource', [record.id])).get(record.id) ?? [];
    await this.versions.insert(
      tx,
      {
        resourceId: record.id,
        number: (latest?.number ?? 0) + 1,
        title: record.title,
        linkUrl: record.linkUrl,
        pupils: record.pupils,
        ...inForce,
        replacedBy: byId,
        shownTo: shownTo(entries, inForce),
        removed: false,
      },
      fileIds,
    );
  }

  /**
   * Lets the oldest go, of more than are kept. Those that a collection holds fast stay beyond that, {@link MOST_SPARED}
   * at most, and whoever may edit the resource finds them among its versions: what is shown to others can be removed.
   */
  async trim(tx: Tx, id: Id): Promise<void> {
    const old = (await this.versions.kept(tx, id)).slice(MOST_VERSIONS).map(({ number }) => number);
    if (old.length === 0) return;
    const pinned = await this.pins.all(tx, id);
    const spared = new Set(old.filter((number) => pinned.has(number)).slice(0, MOST_SPARED));
    for (const number of old)
      if (!spared.has(number)) await this.writer.letGo(tx, await this.versions.empty(tx, id, number));
  }

  /** What an earlier version held. Throws not_found. */
  async read(q: Queryable, id: Id, number: number): Promise<Contents> {
    const version = await this.versions.find(q, id, number);
    if (!version) throw notFound();
    const fileIds = (await this.versions.filesOf(q, id)).get(number) ?? [];
    return { linkUrl: version.linkUrl, pupils: version.pupils, fileIds };
  }
}
