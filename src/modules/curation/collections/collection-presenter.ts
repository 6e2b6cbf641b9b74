import { Injectable } from '@nestjs/common';
import type { CollectionCard, RightName } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { Directory } from '../../organization/index.js';
import { ResourceReader } from '../../resources/index.js';
import { Taxonomy } from '../../taxonomy/index.js';
import type { CollectionRecord } from './collections.repository.js';
import { FollowsRepository } from '../following/follows.repository.js';
import { OutlineRepository } from '../outline/outline.repository.js';

/** Thumbnails that stand for a collection. */
const COVERS = 3;

const iso = (instant: number) => new Date(instant).toISOString();
const isoOrNull = (instant: number | null) => (instant === null ? null : iso(instant));
export const mayEdit = (right: RightName) => right === 'edit' || right === 'manage';

/** Makes of records what lists show to somebody: nothing in it follows from items that they may not see. */
@Injectable()
export class CollectionPresenter {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly outline: OutlineRepository,
    private readonly resources: ResourceReader,
    private readonly directory: Directory,
    private readonly taxonomy: Taxonomy,
    private readonly follows: FollowsRepository,
  ) {}

  /** Cards of those records to which the actor holds a right, in the order given. */
  async cards(
    actor: Actor,
    records: readonly CollectionRecord[],
    rights: ReadonlyMap<Id, RightName>,
  ): Promise<CollectionCard[]> {
    const shown = records.filter((record) => rights.has(record.id));
    const ids = shown.map((record) => record.id);
    const covers = await this.covers(actor, ids);
    const followed = await this.follows.among(this.database.reader, actor.userId, ids);
    const names = await this.directory.names(this.database.reader, {
      userIds: shown.map((record) => record.authorId),
      schoolIds: shown.map((record) => record.schoolId),
    });
    return shown.map((record) => {
      const right = rights.get(record.id)!;
      const school = names.schools.get(record.schoolId);
      return {
        id: record.id,
        title: record.title,
        summary: record.summary,
        ...this.taxonomy.shown(record),
        author: { id: record.authorId, name: names.people.get(record.authorId) ?? '' },
        school: { id: record.schoolId, name: school?.name ?? '', shortName: school?.shortName ?? '' },
        state: record.state as CollectionCard['state'],
        trashedAt: isoOrNull(record.trashedAt),
        publishedAt: isoOrNull(record.publishedAt),
        updatedAt: mayEdit(right) ? iso(record.updatedAt) : null,
        covers: covers.get(record.id) ?? [],
        following: followed.has(record.id),
        right,
      };
    });
  }

  private async covers(actor: Actor, ids: readonly Id[]): Promise<Map<Id, CollectionCard['covers']>> {
    const seen = this.access.visible(actor, 'resource', 'i.target_id');
    const first = await this.outline.firstResources(this.database.reader, ids, seen, COVERS);
    const cards = await this.resources.cards(actor, [...new Set([...first.values()].flat())]);
    const fileOf = new Map(
      cards.flatMap((card): [Id, Id][] => {
        const file = card.files.find((one) => one.id === card.coverFileId);
        const made = file?.state === 'ready' || file?.state === 'partial';
        return made && card.trashedAt === null ? [[card.id, file.id]] : [];
      }),
    );
    return new Map(
      [...first].map(([id, targets]) => [
        id,
        [...new Set(targets)].flatMap((resourceId) => {
          const fileId = fileOf.get(resourceId);
          return fileId ? [{ resourceId, fileId }] : [];
        }),
      ]),
    );
  }
}
