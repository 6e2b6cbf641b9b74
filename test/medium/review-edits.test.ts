import type { CorrectResult } from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import { ok } from '../support/ok.js';
import { ReviewWorld } from './review-world.js';

type Who = Parameters<ReviewWorld['as']>[0];

describe('what a reviewer corrects', () => {
  let world: ReviewWorld;
  beforeEach(async () => {
    world = await ReviewWorld.open();
  }, 60_000);
  afterEach(() => world.close());

  const resourceRev = async (id: Id) => {
    const [row] = await world.program.query<{ rev: number }>('SELECT rev FROM resource WHERE id = ?', [id]);
    return row!.rev;
  };
  /** By the revisions of now unless others are named. */
  async function correct(who: Who, submission: Id, id: Id, body: object, rev?: number) {
    const [row] = await world.program.query<{ rev: number }>('SELECT rev FROM submission WHERE id = ?', [
      submission,
    ]);
    return world
      .as(who)
      .request<CorrectResult & { code?: string }>(
        'PATCH',
        `reviews/${submission}/description`,
        { resourceRev: await resourceRev(id), ...body },
        { 'if-match': `"${rev ?? row!.rev}"` },
      );
  }

  it('is changed, told to its author with before and after, and written down; the review goes on', async () => {
    const { id, fileId } = await world.draft('稿', '分数');
    const submission = await world.submit(id);
    await ok(world.act('lead', submission, 'take'));
    const body = { title: '分数的意义', grade: 'g5', tags: ['#单元整体', '分数'], description: '第一课时' };
    expect(await ok(correct('lead', submission, id, body))).toEqual({ moved: false });
    expect(await world.view('author', id)).toMatchObject({
      ...{ title: '分数的意义', grade: 'g5', tags: ['单元整体', '分数'], description: '第一课时' },
      ...{ type: 'slides', subject: 'math', fullFiles: [{ id: fileId }] },
    });
    const [now] = await world.submissions(id);
    expect(now).toMatchObject({ state: 'taken', passed: 0, reviewer: { name: 'lead老师' } });
    expect(now!.events.map(({ act }) => act)).toEqual(['submit', 'take', 'edit']);
    const changes = [
      { field: 'title', from: '分数', to: '分数的意义' },
      { field: 'grade', from: 'g3', to: 'g5' },
      { field: 'tags', from: '', to: '单元整体、分数' },
      { field: 'description', from: '', to: '第一课时' },
    ];
    expect(now!.events.at(-1)!.changes).toEqual(changes);
    expect((await world.notices('author'))[0]).toMatchObject({ kind: 'review_edited', title: '分数的意义' });
    const [written] = await world.program.query<{ detail: string | object }>(
      `SELECT detail FROM audit_entry WHERE object_id = ? AND action = 'review.edit'`,
      [id],
    );
    const { detail } = written!;
    expect(typeof detail === 'string' ? (JSON.parse(detail) as object) : detail).toMatchObject({
      changed: { title: { from: '分数', to: '分数的意义' }, description: { from: '', to: '第一课时' } },
    });
    await ok(world.act('lead', submission, 'approve'));
    await ok(world.act('groupLead', submission, 'approve'));
    expect(await world.view('far', id)).toMatchObject({ state: 'published', title: '分数的意义' });
  });

  it('is the description only, complete, and as it was read', async () => {
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    for (const more of [{ linkUrl: 'https://example.org/' }, { licence: 'CC0' }, { fileIds: [] }]) {
      await correct('lead', submission, id, more);
      expect(await world.view('author', id)).toMatchObject({ rev: await resourceRev(id), linkUrl: null });
    }
    expect((await world.submissions(id))[0]!.events).toHaveLength(1);
    expect((await correct('lead', submission, id, { title: ' ' })).status).toBe(400);
    expect((await correct('lead', submission, id, { title: '\u200b' })).body.code).toBe('title_required');
    expect((await correct('lead', submission, id, { grade: 'g9' })).body.code).toBe('stage_subject_mismatch');
    const stale = await resourceRev(id);
    await ok(world.change('author', 'PATCH', id, '', { description: '作者改了' }));
    const late = await correct('lead', submission, id, { title: '新', resourceRev: stale });
    expect(late).toMatchObject({ status: 412, body: { code: 'rev_conflict' } });
    await ok(correct('lead', submission, id, { title: '新' }));
    expect((await correct('secondLead', submission, id, { title: '旧' }, 1)).body.code).toBe('rev_conflict');
    // Whoever read it before must look again before they decide.
    expect((await world.act('secondLead', submission, 'approve', {}, 1)).body.code).toBe('rev_conflict');
    expect((await world.submissions(id))[0]).toMatchObject({ state: 'waiting', passed: 0 });
  });

  it('is corrected by whoever it is asked, and by nobody who made it', async () => {
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    for (const who of ['reader', 'mate', 'groupLead', 'far'] as const)
      expect((await correct(who, submission, id, { title: '别的' })).status).toBe(404);
    await world.join('author', {
      ...{ scope: 'department', scopeId: world.department.id, role: 'department_lead' },
    });
    expect((await correct('author', submission, id, { title: '我的' })).body.code).toBe('own_work');
    await ok(world.act('secondLead', submission, 'take'));
    expect((await correct('lead', submission, id, { title: '别的' })).body.code).toBe('review_taken');
    await ok(world.act('secondLead', submission, 'approve'));
    expect((await correct('lead', submission, id, { title: '晚了' })).body.code).toBe('review_decided');
    await ok(correct('groupLead', submission, id, { title: '下一级改的' }));
    expect((await world.view('author', id)).title).toBe('下一级改的');
  });

  it('goes on to those who review its new subject, at the same level', async () => {
    const chinese = await world.program.department(world.schoolId, 'chinese', '语文组');
    const { id: other, client } = await world.program.person('chineselead', '语文组长', [
      { scope: 'department', scopeId: chinese.id, role: 'department_lead', from: 0 },
    ]);
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    await ok(world.act('lead', submission, 'take'));
    expect(await ok(correct('lead', submission, id, { subject: 'chinese' }))).toEqual({ moved: true });
    expect((await world.review('lead', submission)).status).toBe(404);
    expect((await world.act('lead', submission, 'approve')).status).toBe(404);
    expect(await world.queue('lead')).toEqual([]);
    const [now] = await world.submissions(id);
    expect(now).toMatchObject({ state: 'waiting', passed: 0, reviewer: null });
    expect(now!.events.map(({ act }) => act)).toEqual(['submit', 'take', 'edit', 'move']);
    const { items } = await ok(client.get<{ items: { kind: string }[] }>('notices'));
    expect(items.map(({ kind }) => kind)).toEqual(['review_asked']);
    expect((await client.get(`reviews/${submission}`)).status).toBe(200);
    expect(other).not.toBe(world.people.lead.id);
  });

  it('stays with whoever reviews the new subject, too, or every subject', async () => {
    await world.policy([{ type: null, school: [], beyond: ['school', 'group'] }]);
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    expect(await ok(correct('admin', submission, id, { subject: 'chinese' }))).toEqual({ moved: false });
    await ok(world.act('admin', submission, 'approve'));
    expect((await world.review('groupLead', submission)).status).toBe(404);
    // Nobody leads that subject: who administers the group stands in, and keeps what they have.
    await ok(world.act('groupAdmin', submission, 'take'));
    expect(await ok(correct('groupAdmin', submission, id, { subject: 'math' }))).toEqual({ moved: false });
    await ok(world.act('groupAdmin', submission, 'approve'));
    expect((await world.view('far', id)).subject).toBe('math');
  });
});
