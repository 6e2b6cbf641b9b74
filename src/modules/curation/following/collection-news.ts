import { Injectable } from '@nestjs/common';
import type { CollectionNews as News } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { CollectionNewsRepository, type NewsSpan } from './collection-news.repository.js';
import { CollectionTitles } from '../collections/collection-titles.js';
import { seenItems } from '../outline/seen-items.js';

/** What others changed in collections, as far as somebody sees it now. */
@Injectable()
export class CollectionNews {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly titles: CollectionTitles,
    private readonly repository: CollectionNewsRepository,
  ) {}

  /**
   * By the keys of the spans: those of collections that the actor may see now; `news` null where nothing changed that
   * they see.
   */
  async of<K>(
    actor: Actor,
    spans: ReadonlyMap<K, NewsSpan>,
  ): Promise<Map<K, { title: string; news: News | null }>> {
    const ids = new Set<Id>([...spans.values()].map(({ collectionId }) => collectionId));
    const titles = await this.titles.of(actor, 'view', [...ids]);
    const shown = [...spans].filter(([, { collectionId }]) => titles.has(collectionId));
    const news = await this.repository.of(
      this.database.reader,
      actor.userId,
      seenItems(this.access, actor),
      shown.map(([, span]) => span),
    );
    return new Map(
      shown.map(([key, { collectionId }], i) => [
        key,
        { title: titles.get(collectionId)!, news: isNews(news[i]!) ? news[i]! : null },
      ]),
    );
  }
}

const isNews = ({ added, removed, reopened }: News) => added > 0 || removed > 0 || reopened;
