import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { NoticeKinds, type NoticeRecord, type NoticeWords } from '../../../platform/notices/index.js';
import { AccessService } from '../../access/index.js';
import { ResourceReader } from '../../resources/index.js';
import { CollectionTitles } from '../collections/collection-titles.js';
import { WideningsRepository } from './widenings.repository.js';

/** What the notice of a wish to widen says to the owner who was asked. */
@Injectable()
export class WideningNotices implements OnModuleInit {
  constructor(
    private readonly kinds: NoticeKinds,
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly resources: ResourceReader,
    private readonly titles: CollectionTitles,
    private readonly widenings: WideningsRepository,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: 'widening',
      sort: 'rights',
      present: (actor, notices) => this.widening(actor, notices),
    });
  }

  /** A curator asks to widen, for as long as the recipient manages what it is about. */
  private async widening(actor: Actor, notices: readonly NoticeRecord[]): Promise<Map<Id, NoticeWords>> {
    const asked = new Map(
      (
        await this.widenings.byIds(
          this.database.reader,
          notices.map((notice) => notice.subjectId),
        )
      ).map((one) => [one.id, one]),
    );
    const managed = await this.access.allowed(
      actor,
      'manage',
      'resource',
      [...asked.values()].map((one) => one.resourceId),
    );
    const cards = new Map((await this.resources.cards(actor, [...managed])).map((card) => [card.id, card]));
    const titles = await this.titles.of(
      actor,
      'view',
      [...asked.values()].map((one) => one.collectionId),
    );
    return new Map(
      notices.flatMap(({ id, subjectId }): [Id, NoticeWords][] => {
        const one = asked.get(subjectId);
        const card = one && cards.get(one.resourceId);
        if (!one || !card || card.trashedAt !== null) return [];
        const within = titles.get(one.collectionId) ?? null;
        return [[id, { title: card.title, within, text: null, place: { page: 'resource', id: card.id } }]];
      }),
    );
  }
}
