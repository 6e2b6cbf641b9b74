import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { NoticeKinds, type NoticeRecord, type NoticeWords } from '../../platform/notices/index.js';
import { AccessService } from '../access/index.js';
import { ResourceReader } from './resource-reader.js';

/** What the notices of resources say to whoever they were sent to. */
@Injectable()
export class ResourcesNotices implements OnModuleInit {
  constructor(
    private readonly kinds: NoticeKinds,
    private readonly access: AccessService,
    private readonly reader: ResourceReader,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: 'resource_granted',
      sort: 'rights',
      present: (actor, notices) => this.granted(actor, notices),
    });
  }

  /** A right that was given, for as long as the recipient has it. */
  private async granted(actor: Actor, notices: readonly NoticeRecord[]): Promise<Map<Id, NoticeWords>> {
    const ids = [...new Set(notices.map((notice) => notice.subjectId))];
    const edited = await this.access.allowed(actor, 'edit', 'resource', ids);
    const cards = await this.reader.cards(actor, [...edited]);
    const titles = new Map(cards.flatMap((card) => (card.trashedAt === null ? [[card.id, card.title]] : [])));
    return new Map(
      notices.flatMap(({ id, subjectId }): [Id, NoticeWords][] => {
        const title = titles.get(subjectId);
        const place = { page: 'resource', id: subjectId } as const;
        return title === undefined ? [] : [[id, { title, within: null, text: null, place }]];
      }),
    );
  }
}
