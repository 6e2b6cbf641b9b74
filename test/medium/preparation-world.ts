import type {
  LessonView,
  NoticeView,
  PlanLesson,
  PlanView,
  RemarkView,
  ResourceView,
} from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { Scheduler } from '../../src/platform/queue/index.js';
import type { InProcessClient } from '../support/in-process-client.js';
import { ok } from '../support/ok.js';
import { Program, type Signed } from '../support/program.js';

type Person = 'planner' | 'lead' | 'mate' | 'far' | 'outsider' | 'admin';
export type Refusable<T> = T & { code?: string; params?: object };

/**
 * A group of three schools: the head of a department of the first plans with its people and one of the second school; the
 * outsider teaches at the third.
 */
export class PreparationWorld {
  private constructor(
    readonly program: Program,
    readonly schools: { own: Id; second: Id; third: Id },
    readonly department: { id: Id; team: Id },
    readonly people: Record<Person, Signed>,
  ) {}

  static async open(): Promise<PreparationWorld> {
    const program = await Program.open();
    const from = program.clock.now() - 100 * DAY;
    const group = await program.group('青禾教育集团');
    const own = await program.school(group, '青禾实验小学', from);
    const second = await program.school(group, '东溪小学', from);
    const third = await program.school(group, '南山小学', from);
    const department = await program.department(own, 'math', '数学组');
    const people = await program.people<Person>(from, {
      planner: { scope: 'department', scopeId: department.id, role: 'department_lead' },
      lead: { scope: 'team', scopeId: department.team, role: 'teacher' },
      mate: { scope: 'team', scopeId: department.team, role: 'teacher' },
      far: { scope: 'school', scopeId: second, role: 'teacher' },
      outsider: { scope: 'school', scopeId: third, role: 'teacher' },
      admin: { scope: 'school', scopeId: own, role: 'school_admin' },
    });
    const world = new PreparationWorld(program, { own, second, third }, department, people);
    // What happens by itself at the start has happened before there are plans to remind of.
    await world.wake();
    return world;
  }

  close = () => this.program.close();
  as = (person: Person): InProcessClient => this.people[person].client;
  id = (person: Person): Id => this.people[person].id;

  /** The department of the first school, and one teacher of the second. */
  get audience() {
    return {
      preset: 'custom',
      parts: [
        { kind: 'department', id: this.department.id },
        { kind: 'user', id: this.id('far'), schoolId: this.schools.second },
      ],
    };
  }

  /** A plan of twenty weeks from the last day of August 2026, running unless said otherwise. */
  async plan(state: 'preparing' | 'running' = 'running', audience: object = this.audience): Promise<Id> {
    const { id } = await ok(
      this.as('planner').post<PlanView>('plans', {
        ...{ title: '三年级上册集体备课', stage: 'primary', subject: 'math', grade: 'g3' },
        ...{ startsOn: '2026-09-02', weeks: 20, audience, schoolId: this.schools.own },
      }),
    );
    if (state === 'running') await ok(this.actOnPlan(id, 'start'));
    return id;
  }

  view = async (planId: Id, who: Person = 'planner') => ok(this.as(who).get<PlanView>(`plans/${planId}`));
  async actOnPlan(id: Id, act: string, who: Person = 'planner') {
    const { rev } = await this.view(id);
    return this.as(who).post<{ code?: string }>(`plans/${id}/acts`, { act }, { 'if-match': `"${rev}"` });
  }

  /** A lesson of the lead's, in the first week. */
  async lesson(planId: Id, facts: object = {}): Promise<Id> {
    const lesson = { title: '时、分、秒', week: 1, leadId: this.id('lead'), ...facts };
    const made = this.as('planner').post<{ ids: Id[] }>(`plans/${planId}/lessons`, { lessons: [lesson] });
    return (await ok(made)).ids[0]!;
  }

  lessons = async (planId: Id, who: Person = 'planner') =>
    (await ok(this.as(who).get<{ items: PlanLesson[] }>(`plans/${planId}/lessons`))).items;
  look = (planId: Id, lessonId: Id, who: Person = 'planner') =>
    ok(this.as(who).get<LessonView>(`plans/${planId}/lessons/${lessonId}`));

  /** A draft resource of somebody's, with a file of that text. */
  async resource(who: Person, text: string, facts: object = {}): Promise<{ id: Id; fileId: Id }> {
    const schoolId = who === 'far' ? this.schools.second : this.schools.own;
    const body = { title: '时、分、秒初案', type: 'slides', licence: 'GROUP-ONLY', schoolId, ...facts };
    const { id } = await ok(this.as(who).post<ResourceView>('resources', body));
    return { id, fileId: await this.program.attach(id, { id: this.id(who), schoolId }, text) };
  }

  async lay(planId: Id, lessonId: Id, resourceId: Id, who: Person = 'lead', rev?: number) {
    const present = rev ?? (await this.look(planId, lessonId)).rev;
    return this.as(who).post<Refusable<LessonView>>(
      `plans/${planId}/lessons/${lessonId}/draft`,
      { resourceId },
      { 'if-match': `"${present}"` },
    );
  }

  async act(planId: Id, lessonId: Id, act: string, who: Person = 'lead', rev?: number) {
    const present = rev ?? (await this.look(planId, lessonId)).rev;
    return this.as(who).post<Refusable<LessonView>>(
      `plans/${planId}/lessons/${lessonId}/acts`,
      { act },
      { 'if-match': `"${present}"` },
    );
  }

  /** A lesson that is drafted with what the lead laid, or agreed. */
  async drafted(planId: Id, facts: object = {}, text = '一小时是六十分'): Promise<Drafted> {
    const lessonId = await this.lesson(planId, facts);
    const resource = await this.resource('lead', text);
    await ok(this.lay(planId, lessonId, resource.id));
    return { planId, lessonId, ...resource };
  }
  async agreed(planId: Id, facts: object = {}): Promise<Drafted> {
    const drafted = await this.drafted(planId, facts);
    await ok(this.act(planId, drafted.lessonId, 'agree'));
    return drafted;
  }

  remark = (planId: Id, lessonId: Id, who: Person, body: object) =>
    this.as(who).post<Refusable<{ id: Id }>>(`plans/${planId}/lessons/${lessonId}/remarks`, body);
  remarks = async (planId: Id, lessonId: Id, who: Person = 'planner') =>
    (await ok(this.as(who).get<{ items: RemarkView[] }>(`plans/${planId}/lessons/${lessonId}/remarks`)))
      .items;

  original = (who: Person, id: Id, fileId: Id) =>
    this.as(who).get(`resources/${id}/files/${fileId}/original`);
  notices = async (who: Person): Promise<NoticeView[]> =>
    (await ok(this.as(who).get<{ items: NoticeView[] }>('notices'))).items;
  told = async (who: Person) => (await this.notices(who)).map(({ kind, title }) => `${kind} ${title ?? ''}`);

  /** Somebody's membership of every place ends now. */
  leave = (who: Person) =>
    this.program.write('UPDATE membership SET valid_until = ? WHERE account_id = ?', [
      this.program.clock.now(),
      this.id(who),
    ]);

  /** What happens by itself happens now. */
  wake = () => this.program.get(Scheduler).wake();
}

export interface Drafted {
  planId: Id;
  lessonId: Id;
  /** of the resource */
  id: Id;
  fileId: Id;
}
