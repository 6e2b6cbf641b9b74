import { Injectable } from '@nestjs/common';
import type { LicenceKey } from '../../../contracts/index.js';
import { Clock } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { principal } from '../../access/index.js';
import { HeldFiles } from '../holding/held-files.js';
import { GrantsRepository } from '../grants/grants.repository.js';
import { coAuthorsOf } from '../resource-presenter.js';
import { indexRev } from '../resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';
import { SupportRepository } from '../support/support.repository.js';

export interface ResourceSource {
  record: ResourceRecord;
  /** what the index calls its revision */
  indexRev: number;
  fileIds: Id[];
  /** credited beside the author */
  coAuthorIds: Id[];
}

/** Resources as raw material for what is derived from them (the index, statistics). Not for people: no rights are asked here. */
@Injectable()
export class ResourceSources {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly grants: GrantsRepository,
    private readonly supports: SupportRepository,
    private readonly held: HeldFiles,
    private readonly clock: Clock,
  ) {}

  async read(ids: readonly Id[]): Promise<ResourceSource[]> {
    const q = this.database.reader;
    const records = await this.repository.byIds(q, ids);
    const files = await this.repository.filesOf(q, ids);
    const coAuthors = coAuthorsOf(await this.grants.of(q, ids));
    return records.map((record) => ({
      record,
      indexRev: indexRev(record),
      fileIds: files.get(record.id) ?? [],
      coAuthorIds: coAuthors.get(record.id) ?? [],
    }));
  }

  /** Why a resource is open for support now, by the principals of those who opened it. */
  async supportReasons(id: Id): Promise<Map<string, string>> {
    const open = await this.supports.open(this.database.reader, id, this.clock.now());
    return new Map(open.map((o) => [principal.administrator(o.adminId, o.scopeId), o.reason]));
  }

  /** Ids of published resources in pages of `size`, in id order. */
  async *published(size: number): AsyncGenerator<Id[]> {
    for (let after = ''; ;) {
      const ids = await this.repository.publishedAfter(this.database.reader, after, size);
      if (ids.length === 0) return;
      yield ids;
      after = ids.at(-1)!;
    }
  }

  /** These by their licence. */
  async licences(ids: ReadonlySet<Id>): Promise<Map<LicenceKey, Id[]>> {
    const found = new Map<LicenceKey, Id[]>();
    for (const { id, licence } of await this.repository.licences(this.database.reader, [...ids])) {
      const list = found.get(licence);
      if (list) list.push(id);
      else found.set(licence, [id]);
    }
    return found;
  }

  /** Published resources of a school whose audience names a group, whether the school is linked to it now or not. */
  async namingGroup(schoolId: Id, groupId: Id): Promise<Set<Id>> {
    return new Set(await this.repository.namingGroup(this.database.reader, schoolId, groupId));
  }

  /** Whether a resource holds the file, in whichever version. */
  async isHeld(fileId: Id): Promise<boolean> {
    return (await this.held.unheld(this.database.reader, [fileId])).length === 0;
  }

  /** Resources that hold any of the files now. */
  holdersOf(fileIds: readonly Id[]): Promise<Id[]> {
    return this.repository.holdersOf(this.database.reader, fileIds);
  }
}
