import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NoticeKind } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { NoticeKinds, type NoticeRecord, type NoticeWords } from '../../../platform/notices/index.js';
import { ResourceReader } from '../../resources/index.js';
import { MarkPresenter } from './mark-presenter.js';
import { MarksRepository } from './marks.repository.js';

const KINDS: readonly NoticeKind[] = ['mark_given', 'mark_taken', 'mark_ended'];

/** What notices of quality marks say, to whoever sees the resource still. */
@Injectable()
export class MarkNotices implements OnModuleInit {
  constructor(
    private readonly kinds: NoticeKinds,
    private readonly database: Database,
    private readonly marks: MarksRepository,
    private readonly presenter: MarkPresenter,
    private readonly resources: ResourceReader,
  ) {}

  onModuleInit(): void {
    for (const kind of KINDS)
      this.kinds.register({
        ...{ kind, sort: 'reviews' },
        present: (actor, notices) => this.said(actor, notices, kind),
      });
  }

  private async said(
    actor: Actor,
    notices: readonly NoticeRecord[],
    kind: NoticeKind,
  ): Promise<Map<Id, NoticeWords>> {
    const rows = await this.marks.byIds(this.database.reader, [
      ...new Set(notices.map(({ subjectId }) => subjectId)),
    ]);
    const ids = [...new Set(rows.map(({ resourceId }) => resourceId))];
    const titles = new Map((await this.resources.cards(actor, ids)).map(({ id, title }) => [id, title]));
    const known = new Map(rows.map((row) => [row.id, row]));
    const scope = await this.presenter.scopes(rows);
    return new Map(
      notices.flatMap(({ id, subjectId }): [Id, NoticeWords][] => {
        const row = known.get(subjectId);
        const title = row && titles.get(row.resourceId);
        if (!row || title === undefined) return [];
        const place = { page: 'resource' as const, id: row.resourceId };
        // why it was taken away, and nothing under the news that it was given
        const text = kind === 'mark_taken' ? row.words : null;
        return [[id, { title, within: scope(row), text, place }]];
      }),
    );
  }
}
