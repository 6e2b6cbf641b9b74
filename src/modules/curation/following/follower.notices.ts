import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { NoticeKinds, type NoticeRecord, type NoticeWords } from '../../../platform/notices/index.js';
import { CollectionNews } from './collection-news.js';

/** What the notices of changed collections say: counted of what their reader sees now, and nothing where they see nothing of it. */
@Injectable()
export class FollowerNotices implements OnModuleInit {
  constructor(
    private readonly kinds: NoticeKinds,
    private readonly news: CollectionNews,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: 'collection_changed',
      sort: 'collections',
      present: (actor, notices) => this.changed(actor, notices),
    });
  }

  private async changed(actor: Actor, notices: readonly NoticeRecord[]): Promise<Map<Id, NoticeWords>> {
    const spans = new Map(
      notices.map(({ id, subjectId, since, at }) => [
        id,
        { collectionId: subjectId, from: since ?? at, until: at },
      ]),
    );
    const said = await this.news.of(actor, spans);
    return new Map(
      notices.flatMap(({ id, subjectId }): [Id, NoticeWords][] => {
        const { title, news } = said.get(id) ?? { title: '', news: null };
        if (news === null) return [];
        const place = { page: 'collection', id: subjectId } as const;
        return [[id, { title, within: null, text: null, news, place }]];
      }),
    );
  }
}
