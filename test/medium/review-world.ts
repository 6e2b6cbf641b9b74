import type {
  NoticeView,
  QueuedReview,
  ResourceView,
  ReviewRule,
  ReviewView,
  SubmissionView,
} from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { Provisioning, type NewMembership } from '../../src/modules/organization/index.js';
import type { InProcessClient } from '../support/in-process-client.js';
import { ok } from '../support/ok.js';
import { Program, type Signed } from '../support/program.js';

type Person =
  'author' | 'mate' | 'lead' | 'secondLead' | 'admin' | 'groupLead' | 'groupAdmin' | 'reader' | 'far';

/** A group of three schools that asks for two levels of review before anything reaches beyond its school. */
export class ReviewWorld {
  private constructor(
    readonly program: Program,
    readonly groupId: Id,
    readonly schoolId: Id,
    readonly department: { id: Id; team: Id },
    readonly people: Record<Person, Signed>,
  ) {}

  static async open(): Promise<ReviewWorld> {
    const program = await Program.open();
    const from = program.clock.now() - 100 * DAY;
    const groupId = await program.group('青禾教育集团');
    const schoolId = await program.school(groupId, '青禾实验小学', from);
    const second = await program.school(groupId, '东溪小学', from);
    const third = await program.school(groupId, '南山小学', from);
    const department = await program.department(schoolId, 'math', '数学组');
    const people = await program.people<Person>(from, {
      author: { scope: 'team', scopeId: department.team, role: 'teacher' },
      mate: { scope: 'team', scopeId: department.team, role: 'teacher' },
      lead: { scope: 'department', scopeId: department.id, role: 'department_lead' },
      secondLead: { scope: 'department', scopeId: department.id, role: 'department_lead' },
      admin: { scope: 'school', scopeId: schoolId, role: 'school_admin' },
      groupLead: { scope: 'group', scopeId: groupId, role: 'group_subject_lead', subject: 'math' },
      groupAdmin: { scope: 'group', scopeId: groupId, role: 'group_admin' },
      reader: { scope: 'school', scopeId: second, role: 'teacher' },
      far: { scope: 'school', scopeId: third, role: 'teacher' },
    });
    const world = new ReviewWorld(program, groupId, schoolId, department, people);
    await world.policy([{ type: null, school: [], beyond: ['department', 'group'] }]);
    return world;
  }

  close = () => this.program.close();
  as = (person: Person): InProcessClient => this.people[person].client;

  policy = (items: ReviewRule[]) =>
    ok(this.as('groupAdmin').request('PUT', `groups/${this.groupId}/review-policy`, { items }));

  /** A further membership from now on. */
  join = (who: Person, membership: Omit<NewMembership, 'from'>): Promise<void> =>
    this.program.transaction(async (tx) => {
      const from = this.program.clock.now();
      await this.program.get(Provisioning).addMembership(tx, this.people[who].id, { ...membership, from });
    });

  get group() {
    return { preset: 'group', groupIds: [this.groupId] };
  }

  /** A draft of the author's, with a file of that text. */
  async draft(text: string, title = '分数的初步认识'): Promise<{ id: Id; fileId: Id }> {
    const body = {
      ...{ title, type: 'slides', licence: 'CC-BY-4.0', schoolId: this.schoolId },
      ...{ stage: 'primary', subject: 'math', grade: 'g3' },
    };
    const { id } = await ok(this.as('author').post<ResourceView>('resources', body));
    return { id, fileId: await this.attach(id, text) };
  }

  attach = (id: Id, text: string): Promise<Id> =>
    this.program.attach(id, { id: this.people.author.id, schoolId: this.schoolId }, text);

  view = async (who: Person, id: Id) => ok(this.as(who).get<ResourceView>(`resources/${id}`));

  /** Sends something under the resource's present revision. */
  async change<T>(who: Person, method: string, id: Id, what: string, body: object) {
    const { rev } = await this.view(who, id);
    return this.as(who).request<T & { code?: string }>(method, `resources/${id}${what}`, body, {
      'if-match': `"${rev}"`,
    });
  }

  async submit(id: Id, words = '请审阅', audience: object = this.group): Promise<Id> {
    return (await ok(this.change<{ id: Id }>('author', 'POST', id, '/submissions', { audience, words }))).id;
  }

  queue = async (who: Person, query = '') =>
    (await ok(this.as(who).get<{ items: QueuedReview[] }>(`reviews?${query}`))).items;
  review = (who: Person, id: Id) => this.as(who).get<ReviewView & { code?: string }>(`reviews/${id}`);
  submissions = async (id: Id, who: Person = 'author') =>
    (await ok(this.as(who).get<{ items: SubmissionView[] }>(`resources/${id}/submissions`))).items;

  /** An act of a reviewer on the revision they name, or the present one. */
  async act(who: Person, id: Id, act: string, body: object = {}, rev?: number) {
    const [row] = await this.program.query<{ rev: number }>('SELECT rev FROM submission WHERE id = ?', [id]);
    const match = { 'if-match': `"${rev ?? row!.rev}"` };
    return this.as(who).post<{ code?: string; params?: object }>(`reviews/${id}/${act}`, body, match);
  }

  own = (who: Person, id: Id, act: string, body: object = {}) =>
    this.as(who).post<{ code?: string }>(`submissions/${id}/${act}`, body);

  notices = async (who: Person) =>
    (await ok(this.as(who).get<{ items: NoticeView[] }>('notices'))).items.map(({ kind, title, text }) => ({
      kind,
      title,
      text,
    }));

  original = (who: Person, id: Id, fileId: Id) =>
    this.as(who).get(`resources/${id}/files/${fileId}/original`);
}
