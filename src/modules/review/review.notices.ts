import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { NoticeKinds, type NoticeRecord, type NoticeWords } from '../../platform/notices/index.js';
import { ResourceReader } from '../resources/index.js';
import { AccessService } from '../access/index.js';
import { ReviewGate } from './review-gate.js';
import { SubmissionsRepository, type EventRecord, type SubmissionRecord } from './submissions.repository.js';

type Said = Promise<Map<Id, NoticeWords>>;

/** What the author hears, and which words of the reviewer go with it. */
const TO_AUTHORS = {
  review_question: 'ask',
  review_edited: 'edit',
  review_passed: 'pass',
  review_approved: 'approve',
  review_returned: 'return',
} as const;
const TO_REVIEWERS = { review_asked: null, review_answered: 'answer' } as const;

/** What notices of review say to whoever they were sent to. */
@Injectable()
export class ReviewNotices implements OnModuleInit {
  constructor(
    private readonly kinds: NoticeKinds,
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly gate: ReviewGate,
    private readonly submissions: SubmissionsRepository,
    private readonly resources: ResourceReader,
  ) {}

  onModuleInit(): void {
    for (const [kind, act] of Object.entries(TO_AUTHORS) as [keyof typeof TO_AUTHORS, string][])
      this.kinds.register({
        ...{ kind, sort: 'reviews', urgent: kind === 'review_returned' },
        present: (actor, notices) => this.authored(actor, notices, act),
      });
    for (const [kind, act] of Object.entries(TO_REVIEWERS) as [keyof typeof TO_REVIEWERS, string | null][])
      this.kinds.register({
        ...{ kind, sort: 'reviews', urgent: kind === 'review_asked' },
        present: (actor, notices) => this.asked(actor, notices, act),
      });
    // Whoever had it sees nothing of it any more, only that it is gone; whoever keeps the policy, that somebody is missing.
    for (const kind of ['review_overtaken', 'review_no_other'] as const)
      this.kinds.register({
        kind,
        sort: 'reviews',
        present: (_actor, notices) =>
          Promise.resolve(
            new Map(
              notices.map(({ id }) => [
                id,
                { title: null, within: null, text: null, place: { page: 'reviews' } },
              ]),
            ),
          ),
      });
  }

  /** For as long as the recipient may edit what they submitted. */
  private async authored(actor: Actor, notices: readonly NoticeRecord[], act: string): Said {
    const records = await this.submissions.byIds(this.database.reader, subjects(notices));
    const ids = records.map(({ resourceId }) => resourceId);
    const edits = await this.access.allowed(actor, 'edit', 'resource', ids);
    const kept = records.filter(({ resourceId }) => edits.has(resourceId));
    return this.said(notices, kept, act, ({ resourceId }) => ({ page: 'resource', id: resourceId }));
  }

  /** For as long as the recipient is asked. */
  private async asked(actor: Actor, notices: readonly NoticeRecord[], act: string | null): Said {
    const q = this.database.reader;
    const records = await this.gate.asked(q, actor, await this.submissions.byIds(q, subjects(notices)));
    return this.said(notices, records, act, ({ id }) => ({ page: 'review', id }));
  }

  private async said(
    notices: readonly NoticeRecord[],
    records: readonly SubmissionRecord[],
    act: string | null,
    place: (record: SubmissionRecord) => NoticeWords['place'],
  ): Said {
    const cards = await this.resources.reviewed(records.map(({ resourceId }) => resourceId));
    const titles = new Map(cards.map(({ id, title }) => [id, title]));
    const known = new Map(records.map((record) => [record.id, record]));
    const events = await this.submissions.events(this.database.reader, [...known.keys()]);
    return new Map(
      notices.flatMap(({ id, subjectId }): [Id, NoticeWords][] => {
        const record = known.get(subjectId);
        if (!record) return [];
        const said = (events.get(subjectId) ?? []).findLast((event) => event.act === act);
        const words = said ? textOf(said) : '';
        const title = titles.get(record.resourceId) ?? null;
        return [[id, { title, within: null, text: words === '' ? null : words, place: place(record) }]];
      }),
    );
  }
}

/** What was said with an act; where two judged, what each of them said. */
const textOf = ({ words, opinions }: EventRecord): string =>
  [...(opinions ?? []).map((one) => one.words), words].filter((text) => text !== '').join('\n');

const subjects = (notices: readonly NoticeRecord[]) => [...new Set(notices.map((one) => one.subjectId))];
