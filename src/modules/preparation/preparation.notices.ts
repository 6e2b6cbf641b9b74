import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NoticeKind, RightName } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { NoticeKinds, type NoticeRecord, type NoticeWords } from '../../platform/notices/index.js';
import { AccessService } from '../access/index.js';
import { dueOf } from './lessons/lesson-due.js';
import { LessonsRepository, type LessonRecord } from './lessons/lessons.repository.js';
import { PlansRepository, type PlanRecord } from './plans/plans.repository.js';
import { dayThere } from './plans/terms.js';

type Said = Promise<Map<Id, NoticeWords>>;
/** What a notice of a lesson says beside its titles; null: it concerns the recipient no more. */
type Says = (recipient: Recipient, lesson: LessonRecord, plan: PlanRecord) => Pick<NoticeWords, 'due'> | null;
interface Recipient {
  userId: Id;
  at: number;
  right: RightName;
}

const nothingMore = {};
const isOpen = ({ state }: LessonRecord) => state === 'planned' || state === 'drafted';

/** For as long as it is so, and the recipient may see the plan. */
const OF_LESSONS: Partial<Record<NoticeKind, Says>> = {
  preparation_lead: ({ userId }, lesson) => (lesson.leadId === userId ? nothingMore : null),
  preparation_drafted: (_recipient, { state }) =>
    state === 'drafted' || state === 'agreed' ? nothingMore : null,
  preparation_remarked: (_recipient, { state }) => (state === 'dropped' ? null : nothingMore),
  preparation_taken_back: (_recipient, { state }) => (state === 'planned' ? nothingMore : null),
  preparation_agreed: (_recipient, { state }) => (state === 'agreed' ? nothingMore : null),
  preparation_due: ({ userId, right, at }, lesson, plan) => {
    const due = plan.state === 'running' ? dueOf(lesson) : null;
    if (!due || (lesson.leadId !== userId && right !== 'manage')) return null;
    return { due: { ...due, late: due.day < dayThere(at, plan.timeZone) } };
  },
  preparation_lead_gone: ({ right }, lesson) => (right === 'manage' && isOpen(lesson) ? nothingMore : null),
};

/** What notices of lesson preparation say to whoever they were sent to. */
@Injectable()
export class PreparationNotices implements OnModuleInit {
  constructor(
    private readonly kinds: NoticeKinds,
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly plans: PlansRepository,
    private readonly lessons: LessonsRepository,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: 'preparation_organizer',
      sort: 'preparation',
      present: (actor, notices) => this.ofPlans(actor, 'manage', notices),
    });
    this.kinds.register({
      kind: 'preparation_widened',
      sort: 'preparation',
      present: (actor, notices) => this.ofPlans(actor, 'view', notices),
    });
    for (const [kind, says] of Object.entries(OF_LESSONS) as [NoticeKind, Says][])
      this.kinds.register({
        kind,
        sort: 'preparation',
        // A reminder that comes with the next day's mail comes too late.
        urgent: kind === 'preparation_due',
        present: (actor, notices) => this.ofLessons(actor, notices, says),
      });
  }

  /** For as long as the recipient has that right to the plan. */
  private async ofPlans(actor: Actor, right: RightName, notices: readonly NoticeRecord[]): Said {
    const ids = await this.access.allowed(actor, right, 'plan', subjects(notices));
    const plans = new Map(
      (await this.plans.byIds(this.database.reader, [...ids])).map((plan) => [plan.id, plan]),
    );
    return new Map(
      notices.flatMap(({ id, subjectId }): [Id, NoticeWords][] => {
        const plan = plans.get(subjectId);
        if (!plan) return [];
        return [
          [id, { title: plan.title, within: null, text: null, place: { page: 'plan', id: subjectId } }],
        ];
      }),
    );
  }

  private async ofLessons(actor: Actor, notices: readonly NoticeRecord[], says: Says): Said {
    const q = this.database.reader;
    const lessons = new Map(
      (await this.lessons.byIds(q, subjects(notices))).map((lesson) => [lesson.id, lesson]),
    );
    const planIds = [...new Set([...lessons.values()].map(({ planId }) => planId))];
    const rights = await this.access.rights(actor, 'plan', planIds);
    const plans = new Map((await this.plans.byIds(q, [...rights.keys()])).map((plan) => [plan.id, plan]));
    return new Map(
      notices.flatMap(({ id, subjectId }): [Id, NoticeWords][] => {
        const lesson = lessons.get(subjectId);
        const plan = lesson && plans.get(lesson.planId);
        if (!plan) return [];
        const recipient = { userId: actor.userId, at: actor.at, right: rights.get(plan.id)! };
        const more = says(recipient, lesson, plan);
        if (more === null) return [];
        const place = { page: 'lesson' as const, planId: plan.id, id: lesson.id };
        return [[id, { title: lesson.title, within: plan.title, text: null, place, ...more }]];
      }),
    );
  }
}

const subjects = (notices: readonly NoticeRecord[]) => [...new Set(notices.map((one) => one.subjectId))];
