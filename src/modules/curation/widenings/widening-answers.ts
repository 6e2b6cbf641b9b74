import { Injectable } from '@nestjs/common';
import type { WideningView } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { ResourceSources } from '../../resources/index.js';
import { AudienceGaps } from './audience-gaps.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { CuratorNotes } from '../curators/curator-notes.js';
import { WideningsRepository, type WideningRecord } from './widenings.repository.js';

/** Asked of one person and shown at once. */
const MOST_SHOWN = 50;

/** What those who were asked to widen read of it. */
@Injectable()
export class WideningAnswers {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly sources: ResourceSources,
    private readonly collections: CollectionsRepository,
    private readonly widenings: WideningsRepository,
    private readonly gaps: AudienceGaps,
    private readonly notes: CuratorNotes,
  ) {}

  /** What is still asked of the actor: about resources that they manage, and only while somebody is missing. */
  async list(actor: Actor): Promise<WideningView[]> {
    const q = this.database.reader;
    const asked = await this.widenings.openOf(q, actor.userId, MOST_SHOWN);
    const managed = await this.access.allowed(
      actor,
      'manage',
      'resource',
      asked.map((one) => one.resourceId),
    );
    const open = asked.filter((one) => managed.has(one.resourceId));
    const views: WideningView[] = [];
    const titles = await this.titles(open);
    const records = await this.collections.byIds(
      q,
      open.map((one) => one.collectionId),
    );
    const seen = await this.access.allowed(
      actor,
      'view',
      'collection',
      records.map((record) => record.id),
    );
    const people = await this.notes.people(
      q,
      open.map((one) => one.askedBy),
    );
    for (const one of open) {
      const record = records.find(({ id }) => id === one.collectionId);
      if (!record || record.trashedAt !== null) continue;
      const unseen = await this.gaps.of(record, [one.resourceId]);
      if (unseen.size === 0) continue;
      views.push({
        id: one.id,
        askedAt: new Date(one.askedAt).toISOString(),
        by: { id: one.askedBy, name: people.get(one.askedBy) ?? '' },
        resource: { id: one.resourceId, title: titles.get(one.resourceId) ?? '' },
        collection: { id: seen.has(record.id) ? record.id : null, title: record.title },
        unseenBy: (await this.notes.named(q, unseen)).get(one.resourceId) ?? [],
      });
    }
    return views;
  }

  private async titles(asked: readonly WideningRecord[]): Promise<Map<Id, string>> {
    const sources = await this.sources.read([...new Set(asked.map((one) => one.resourceId))]);
    return new Map(sources.map(({ record }) => [record.id, record.title]));
  }
}
