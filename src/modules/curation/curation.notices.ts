import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { NoticeKinds, type NoticeRecord, type NoticeWords } from '../../platform/notices/index.js';
import { CollectionTitles } from './collections/collection-titles.js';
import { gapOf, ItemSight, shownOf, titleOf } from './outline/item-sight.js';
import { ProposalsRepository } from './proposals/proposals.repository.js';

type Said = Promise<Map<Id, NoticeWords>>;

/** What notices of collections and proposals say to whoever they were sent to. */
@Injectable()
export class CurationNotices implements OnModuleInit {
  constructor(
    private readonly kinds: NoticeKinds,
    private readonly database: Database,
    private readonly titles: CollectionTitles,
    private readonly proposals: ProposalsRepository,
    private readonly sight: ItemSight,
  ) {}

  onModuleInit(): void {
    const decided = (actor: Actor, notices: readonly NoticeRecord[]) => this.decided(actor, notices);
    this.kinds.register({
      kind: 'collection_granted',
      sort: 'rights',
      present: (actor, notices) => this.curated(actor, notices, 'collection'),
    });
    this.kinds.register({
      kind: 'proposal_made',
      sort: 'collections',
      present: (actor, notices) => this.curated(actor, notices, 'queue'),
    });
    this.kinds.register({ kind: 'proposal_accepted', sort: 'collections', present: decided });
    this.kinds.register({ kind: 'proposal_declined', sort: 'collections', present: decided });
  }

  /** About a collection, for as long as the recipient curates it. */
  private async curated(actor: Actor, notices: readonly NoticeRecord[], page: 'collection' | 'queue'): Said {
    const titles = await this.titles.of(actor, 'edit', subjects(notices));
    return new Map(
      notices.flatMap(({ id, subjectId }): [Id, NoticeWords][] => {
        const title = titles.get(subjectId);
        return title === undefined
          ? []
          : [[id, { title, within: null, text: null, place: { page, id: subjectId } }]];
      }),
    );
  }

  /** How something was decided that the recipient proposed: with titles of what they may still see. */
  private async decided(actor: Actor, notices: readonly NoticeRecord[]): Said {
    const found = await this.proposals.byIds(this.database.reader, subjects(notices));
    const own = new Map(
      found.filter(({ proposerId }) => proposerId === actor.userId).map((one) => [one.id, one]),
    );
    const records = [...own.values()];
    const seen = await this.sight.of(actor, records);
    const titles = await this.titles.of(
      actor,
      'view',
      records.map((one) => one.collectionId),
    );
    return new Map(
      notices.flatMap(({ id, subjectId }): [Id, NoticeWords][] => {
        const record = own.get(subjectId);
        if (!record) return [];
        const title = gapOf(record, seen) === 'away' ? null : titleOf(shownOf(record, seen));
        const within = titles.get(record.collectionId) ?? null;
        return [[id, { title, within, text: record.answer, place: { page: 'proposals' } }]];
      }),
    );
  }
}

const subjects = (notices: readonly NoticeRecord[]) => [...new Set(notices.map((one) => one.subjectId))];
