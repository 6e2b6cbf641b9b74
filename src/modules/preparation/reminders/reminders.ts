import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Queryable, type Tx } from '../../../platform/database/database.port.js';
import { LessonNews } from '../lessons/lesson-news.js';
import { LessonsRepository } from '../lessons/lessons.repository.js';
import { PlansRepository, type PlanRecord } from '../plans/plans.repository.js';
import { dayThere } from '../plans/terms.js';
import { ReminderPeople } from './reminder-people.js';
import { keyOf, remindersOf, type Reminder } from './reminders-due.js';
import { RemindersRepository } from './reminders.repository.js';

/** More plans than run at once. */
const MOST_PLANS = 10_000;

/** Tells people in time of what is due of lessons, and organizers of leads who are gone: of each of these once. */
@Injectable()
export class Reminders {
  constructor(
    private readonly database: Database,
    private readonly plans: PlansRepository,
    private readonly lessons: LessonsRepository,
    private readonly people: ReminderPeople,
    private readonly reminders: RemindersRepository,
    private readonly news: LessonNews,
    private readonly clock: Clock,
  ) {}

  /** Looks at every running plan. Done twice, or by two at once, it tells nothing twice. */
  async run(signal: AbortSignal): Promise<void> {
    const all = { sql: '1 = 1', parameters: [] };
    for (const plan of await this.plans.running(this.database.reader, all, MOST_PLANS)) {
      if (signal.aborted) return;
      if ((await this.open(this.database.reader, plan)).length === 0) continue;
      await this.database.transaction(async (tx) => {
        const now = await this.plans.lock(tx, plan.id);
        if (now?.state === 'running') await this.tell(tx, now, await this.open(tx, now));
      });
    }
  }

  private async tell(tx: Tx, plan: PlanRecord, reminders: readonly Reminder[]): Promise<void> {
    if (reminders.length === 0) return;
    const at = this.clock.now();
    await this.reminders.insert(
      tx,
      reminders.map((reminder) => ({ ...reminder, at })),
    );
    const organizers = await this.people.organizers(tx, plan);
    // Of somebody who led many lessons the organizers are told at the first of these, and find the others from there.
    const gone = new Map(
      reminders
        .filter(({ what }) => what === 'gone')
        .toReversed()
        .map(leadAndLesson),
    );
    for (const id of gone.values())
      await this.news.tell(tx, 'preparation_lead_gone', plan, { id }, null, organizers);
    for (const { lessonId: id, userId, what } of reminders)
      if (what !== 'gone') await this.news.tell(tx, 'preparation_due', plan, { id }, null, [userId]);
  }

  /** What of a plan is to be told and was not. */
  private async open(q: Queryable, plan: PlanRecord): Promise<Reminder[]> {
    const lessons = await this.lessons.ofPlans(q, [plan.id]);
    const present = await this.people.leads(q, plan, lessons);
    const organizers = await this.people.organizers(q, plan);
    const today = dayThere(this.clock.now(), plan.timeZone);
    const due = lessons.flatMap((lesson) => remindersOf(lesson, today, { present, organizers }));
    const lessonIds = [...new Set(due.map(({ lessonId }) => lessonId))];
    const told = new Set((await this.reminders.of(q, lessonIds)).map(keyOf));
    return due.filter((reminder) => !told.has(keyOf(reminder)));
  }
}

const leadAndLesson = ({ userId, lessonId }: Reminder): [Id, Id] => [userId, lessonId];
