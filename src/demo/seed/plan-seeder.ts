import type { INestApplicationContext } from '@nestjs/common';
import type { LessonView, PlanView, RemarkAnchor } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DAY, type Instant } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import { AccessService } from '../../modules/access/index.js';
import { ActorService } from '../../modules/organization/index.js';
import {
  Adaptations,
  Drafts,
  LessonEditor,
  LessonReader,
  PlanReader,
  Plans,
  Reflections,
  RemarkReader,
  Remarks,
} from '../../modules/preparation/index.js';
import { findBook, findChapter, Taxonomy } from '../../modules/taxonomy/index.js';
import { BOOKS } from '../books.js';
import type { DemoLesson, DemoPlan, DemoRemark } from '../content/plans.js';
import { get, known } from './organization.js';
import type { DemoProgress } from './progress.js';

const TIME_ZONE = 'Asia/Shanghai';

/** Makes the demo's plans of lessons as their people would. Whatever an interrupted run has made is gone on with. */
export class PlanSeeder {
  private readonly sessionId = newId();

  constructor(
    private readonly app: Pick<INestApplicationContext, 'get'>,
    private readonly progress: DemoProgress,
    /** the demo’s today: days are counted from here */
    private readonly today: Instant,
  ) {}

  async seed(plan: DemoPlan): Promise<void> {
    if (this.progress.isDone(plan.key)) return;
    const planner = await this.actor(plan.by);
    const planId = this.progress.made(plan.key) ?? (await this.create(planner, plan));
    for (const lesson of plan.lessons) await this.lesson(planner, planId, plan, lesson);
    this.progress.note(plan.key, planId, true);
  }

  private async create(planner: Actor, plan: DemoPlan): Promise<Id> {
    const { title, summary, weeks, over, departments, school } = plan;
    const made = (await get(this.app, PlanReader).list(planner, { limit: 50 })).items.find(
      (card) => card.title === title,
    );
    const id =
      made?.id ??
      (await get(this.app, Plans).create(planner, {
        ...{ title, summary, weeks, timeZone: TIME_ZONE, startsOn: this.day(-7 * over) },
        bookId: this.book(plan).id,
        schoolId: known(this.progress.ids.schools, school),
        audience: {
          preset: 'department',
          departmentIds: departments.map((key) => known(this.progress.ids.departments, key)),
          previewOnly: false,
        },
      }));
    this.progress.note(plan.key, id);
    const view = await get(this.app, PlanReader).view(planner, id);
    if (view.state === 'preparing') await this.start(planner, view);
    return id;
  }

  private async start(planner: Actor, { id, rev }: PlanView): Promise<void> {
    await get(this.app, Plans).act(planner, await this.right(planner, id), rev, 'start');
  }

  private async lesson(planner: Actor, planId: Id, plan: DemoPlan, lesson: DemoLesson): Promise<void> {
    const found = (await get(this.app, LessonReader).list(planner, planId)).find(
      (one) => one.title === lesson.title,
    );
    const id = found?.id ?? (await this.add(planner, planId, plan, lesson));
    const lead = await this.actor(lesson.lead);
    const look = () => get(this.app, LessonReader).view(lead, planId, id);
    await this.lay(lead, planId, await look(), lesson);
    await this.say(planId, await look(), lesson.remarks ?? []);
    const act = async (as: Actor, what: 'agree' | 'drop') =>
      get(this.app, Drafts).act(as, planId, id, (await look()).rev, { act: what, words: '' });
    const { state } = await look();
    if (lesson.agreed && state === 'drafted') await act(lead, 'agree');
    if (lesson.dropped && state === 'planned') await act(planner, 'drop');
    for (const { by, handedIn } of lesson.adapted ?? []) {
      const teacher = await this.actor(by);
      await get(this.app, Adaptations).make(teacher, planId, id);
      if (handedIn) await get(this.app, Adaptations).handIn(teacher, planId, id);
    }
    for (const { by, taught, text } of lesson.reflections ?? [])
      await get(this.app, Reflections).write(await this.actor(by), planId, id, {
        taughtOn: this.day(taught),
        text,
      });
  }

  private async add(planner: Actor, planId: Id, plan: DemoPlan, lesson: DemoLesson): Promise<Id> {
    const { title, week, lead, due } = lesson;
    const chapter = findChapter(get(this.app, Taxonomy).catalogue, this.book(plan).id, lesson.chapter);
    const [id] = await get(this.app, LessonEditor).add(await this.right(planner, planId), {
      lessons: [
        {
          ...{ title, week: plan.over + 1 + week, chapterId: chapter?.id ?? null },
          leadId: known(this.progress.ids.people, lead),
          ...{ draftDue: this.day(due[0]), agreeDue: this.day(due[1]) },
        },
      ],
    });
    return id!;
  }

  /** Does nothing where the resource was not made. */
  private async lay(lead: Actor, planId: Id, view: LessonView, { draft }: DemoLesson): Promise<void> {
    const resourceId = draft === undefined ? null : this.progress.made(draft);
    if (!resourceId || view.state !== 'planned') return;
    await get(this.app, Drafts).lay(lead, planId, view.id, view.rev, resourceId);
  }

  private async say(planId: Id, view: LessonView, remarks: readonly DemoRemark[]): Promise<void> {
    const file = view.draft?.files[0];
    if (view.state !== 'drafted' || !file) return;
    const service = get(this.app, Remarks);
    for (const { by, text, page, box, answer, settled } of remarks) {
      const writer = await this.actor(by);
      const said = await get(this.app, RemarkReader).of(writer, planId, view.id);
      if (said.some((one) => one.text === text)) continue;
      const id = await service.write(writer, planId, view.id, { text, anchor: anchorOf(file.id, page, box) });
      if (answer)
        await service.write(await this.actor(answer.by), planId, view.id, {
          ...{ text: answer.text, anchor: { kind: 'whole' }, parentId: id },
        });
      if (settled) await service.settle(writer, { planId, lessonId: view.id, remarkId: id }, true);
    }
  }

  private book({ book }: DemoPlan) {
    const found = findBook(get(this.app, Taxonomy).catalogue, BOOKS[book]);
    if (!found) throw new Error(`The catalogue has no ${book}.`);
    return found;
  }

  private actor = (key: string): Promise<Actor> =>
    get(this.app, ActorService).load(known(this.progress.ids.people, key), this.sessionId);

  private right = (planner: Actor, id: Id) =>
    get(this.app, AccessService).authorize(planner, 'manage', 'plan', id);

  /** The day so many days from today. */
  private day(days: number): string {
    const there = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE });
    return there.format(this.today + days * DAY);
  }
}

function anchorOf(fileId: Id, page: number | undefined, box: DemoRemark['box']): RemarkAnchor {
  if (page === undefined) return { kind: 'whole' };
  if (!box) return { kind: 'page', fileId, page };
  const [x, y, width, height] = box;
  return { kind: 'passage', fileId, page, box: { x, y, width, height } };
}
