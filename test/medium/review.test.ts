import type { AudiencePreview, SearchResponse } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { eventually } from '../support/client.js';
import { ok } from '../support/ok.js';
import { ReviewWorld } from './review-world.js';

describe('a resource that review stands before', () => {
  let world: ReviewWorld;
  beforeEach(async () => {
    world = await ReviewWorld.open();
  }, 60_000);
  afterEach(() => world.close());

  const publish = (id: Id, audience: object) => world.change('author', 'POST', id, '/publish', { audience });
  const levels = async (shown: object, audience: object) =>
    (
      await ok(
        world.as('author').post<AudiencePreview>('sharing/audience', {
          schoolId: world.schoolId,
          audience,
          ...shown,
        }),
      )
    ).levels;
  const found = async (who: 'far' | 'reader', text: string) =>
    (await ok(world.as(who).get<SearchResponse>(`search?text=${encodeURIComponent(text)}`))).total;

  it('is published as far as nothing is asked, and no further', async () => {
    const { id } = await world.draft('讲义');
    expect(await levels({ resourceId: id }, world.group)).toEqual(['department', 'group']);
    expect(await levels({ types: ['lesson_plan'] }, world.group)).toEqual(['department', 'group']);
    expect(await levels({ resourceId: id }, { preset: 'school' })).toEqual([]);
    const refused = await publish(id, world.group);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { code: 'review_required', params: { levels: 'department,group' } },
    ]);
    expect((await publish(id, { preset: 'school' })).status).toBe(200);
    expect(await publish(id, world.group)).toMatchObject({ status: 409, body: { code: 'review_required' } });
    const many = await ok(
      world.as('author').request<{ changed: number; refused: object[] }>('PUT', 'resources/audience', {
        selection: { ids: [id] },
        audience: world.group,
      }),
    );
    expect(many).toMatchObject({ changed: 0, refused: [{ id, because: 'review_required' }] });
    expect(
      await world.change('author', 'POST', id, '/submissions', { audience: { preset: 'school' } }),
    ).toMatchObject({ status: 409, body: { code: 'review_needless' } });
    await world.policy([]);
    expect((await publish(id, world.group)).status).toBe(200);
    // What it is shown to already meets nothing, whatever is asked of others.
    await world.policy([{ type: null, school: [], beyond: ['department', 'group'] }]);
    expect(await levels({ resourceId: id }, world.group)).toEqual([]);
    expect(await levels({ types: ['lesson_plan'] }, world.group)).toEqual(['department', 'group']);
  });

  it('passes two levels, and is found at a third school then and not before', async () => {
    const { id, fileId } = await world.draft('三分之一是一份');
    const submission = await world.submit(id, '请看第三页');
    expect((await world.original('lead', id, fileId)).status).toBe(200);
    expect((await world.original('groupLead', id, fileId)).status).toBe(404);
    expect(await world.notices('lead')).toEqual([
      { kind: 'review_asked', title: '分数的初步认识', text: null },
    ]);
    expect(await world.queue('groupLead')).toEqual([]);
    expect((await world.queue('lead')).map((one) => one.resource.title)).toEqual(['分数的初步认识']);
    expect((await world.review('lead', submission)).body).toMatchObject({
      ...{ state: 'waiting', levels: ['department', 'group'], passed: 0, replaces: false, mine: false },
      content: { files: [{ id: fileId }] },
      audience: { preset: 'group', names: ['青禾教育集团'] },
      events: [{ act: 'submit', by: { name: 'author老师' }, words: '请看第三页' }],
    });

    world.program.clock.advance(DAY);
    await ok(world.act('lead', submission, 'approve', { words: '可以' }));
    expect((await world.original('lead', id, fileId)).status).toBe(404);
    expect((await world.review('lead', submission)).status).toBe(404);
    expect((await world.view('author', id)).state).toBe('draft');
    expect((await world.queue('groupLead')).map(({ passed }) => passed)).toEqual([1]);
    expect((await world.original('groupLead', id, fileId)).status).toBe(200);
    expect(await found('far', '分数')).toBe(0);
    await ok(world.act('groupLead', submission, 'take'));
    expect((await world.submissions(id))[0]).toMatchObject({
      ...{ state: 'taken', passed: 1, reviewer: { name: 'groupLead老师' } },
    });
    await ok(world.act('groupLead', submission, 'approve'));

    expect(await world.view('far', id)).toMatchObject({ state: 'published' });
    await eventually(
      () => found('far', '分数'),
      (total) => total === 1,
    );
    expect((await world.submissions(id))[0]).toMatchObject({ state: 'approved', passed: 2 });
    expect(await world.notices('author')).toEqual([
      { kind: 'review_approved', title: '分数的初步认识', text: null },
      { kind: 'review_passed', title: '分数的初步认识', text: '可以' },
    ]);
    const written = await world.program.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE object_id = ? AND action LIKE 'review.%' ORDER BY id`,
      [id],
    );
    expect(written.map(({ action }) => action)).toEqual([
      'review.submit',
      'review.pass',
      'review.take',
      'review.approve',
    ]);
  });

  it('is returned with reasons, answered, submitted anew and approved', async () => {
    const { id } = await world.draft('初稿');
    const first = await world.submit(id);
    await ok(world.act('lead', first, 'ask', { words: '出处是哪里？' }));
    expect((await world.submissions(id))[0]).toMatchObject({ state: 'asked' });
    await ok(world.own('author', first, 'answer', { words: '课本第 90 页' }));
    expect(await world.notices('lead')).toEqual([
      { kind: 'review_answered', title: '分数的初步认识', text: '课本第 90 页' },
      { kind: 'review_asked', title: '分数的初步认识', text: null },
    ]);
    expect((await world.act('lead', first, 'return', {})).status).toBe(400);
    await ok(world.act('lead', first, 'return', { reasons: ['incomplete'], words: '缺练习' }));
    expect((await world.submissions(id))[0]).toMatchObject({ state: 'returned', mayAppeal: true });
    const second = await world.submit(id, '补了练习');
    const { body } = await world.review('secondLead', second);
    expect(body.earlier[0]!.events.map(({ act }) => act)).toEqual(['submit', 'ask', 'answer', 'return']);
    await ok(world.act('secondLead', second, 'approve'));
    await ok(world.act('groupLead', second, 'approve'));
    expect((await world.view('reader', id)).state).toBe('published');
  });

  it('may be appealed for once, and goes to somebody else', async () => {
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    await ok(world.act('lead', submission, 'return', { reasons: ['quality'] }));
    await ok(world.own('author', submission, 'appeal', { words: '请再看' }));
    expect(await world.queue('lead')).toEqual([]);
    expect((await world.act('lead', submission, 'approve')).status).toBe(404);
    expect(await world.queue('secondLead')).toHaveLength(1);
    await ok(world.act('secondLead', submission, 'return', { words: '还是不行' }));
    expect(await world.own('author', submission, 'appeal', { words: '再来' })).toMatchObject({
      ...{ status: 409, body: { code: 'review_decided' } },
    });
  });

  it('cannot be appealed for once something was submitted after it', async () => {
    const { id } = await world.draft('稿');
    const first = await world.submit(id);
    await ok(world.act('lead', first, 'return', { reasons: ['quality'] }));
    const second = await world.submit(id, '改好了');
    expect(await world.own('author', first, 'appeal', { words: '请再看' })).toMatchObject({
      ...{ status: 409, body: { code: 'review_overtaken' } },
    });
    expect((await world.queue('lead')).map((one) => one.id)).toEqual([second]);
    expect((await world.submissions(id)).map(({ state }) => state)).toEqual(['waiting', 'returned']);
  });

  it('goes to the next level on appeal where its level has nobody else', async () => {
    await world.program.write(`UPDATE membership SET valid_until = ? WHERE account_id = ?`, [
      world.program.clock.now(),
      world.people.secondLead.id,
    ]);
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    await ok(world.act('lead', submission, 'return', { reasons: ['quality'] }));
    await ok(world.own('author', submission, 'appeal', { words: '请再看' }));
    expect((await world.queue('groupLead')).map(({ passed }) => passed)).toEqual([1]);
  });

  it('is decided by one of two who decide at one moment; the other is told', async () => {
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    const answers = await Promise.all([
      world.act('lead', submission, 'approve', {}, 1),
      world.act('secondLead', submission, 'return', { words: '不行' }, 1),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'review_decided' });

    const { id: other } = await world.draft('另一稿');
    const next = await world.submit(other);
    await ok(world.act('lead', next, 'take'));
    expect(await world.act('secondLead', next, 'approve')).toMatchObject({
      status: 409,
      body: { code: 'review_taken', params: { by: 'lead老师' } },
    });
    await ok(world.act('lead', next, 'reassign', { toId: world.people.secondLead.id }));
    expect((await world.act('lead', next, 'approve')).body).toMatchObject({ code: 'review_taken' });
    await ok(world.act('secondLead', next, 'give-back'));
    expect((await world.act('lead', next, 'approve', {}, 1)).body).toMatchObject({ code: 'rev_conflict' });
    await ok(world.act('lead', next, 'approve'));
  });

  it('is not reviewed by who made it, nor by who prepares lessons with them', async () => {
    const { id, fileId } = await world.draft('稿');
    const submission = await world.submit(id);
    await world.join('author', {
      scope: 'department',
      scopeId: world.department.id,
      role: 'department_lead',
    });
    expect(await world.act('author', submission, 'approve')).toMatchObject({
      status: 409,
      body: { code: 'own_work' },
    });
    expect(await world.queue('author')).toEqual([]);
    // The head of the department who is in the author's grade team, too.
    await world.join('lead', { scope: 'team', scopeId: world.department.team, role: 'teacher' });
    expect(await world.queue('lead')).toEqual([]);
    expect((await world.review('lead', submission)).status).toBe(404);
    expect((await world.act('lead', submission, 'approve')).status).toBe(404);
    expect((await world.original('lead', id, fileId)).status).toBe(404);
    expect(await world.queue('secondLead')).toHaveLength(1);
  });

  it('is nothing to a reviewer from the instant at which their membership ends', async () => {
    const { id, fileId } = await world.draft('稿');
    const submission = await world.submit(id);
    await ok(world.act('lead', submission, 'take'));
    const until = world.program.clock.now() + 1_000;
    await world.program.write('UPDATE membership SET valid_until = ? WHERE account_id = ?', [
      until,
      world.people.lead.id,
    ]);
    expect((await world.original('lead', id, fileId)).status).toBe(200);
    world.program.clock.set(until);
    expect((await world.original('lead', id, fileId)).status).toBe(404);
    expect((await world.review('lead', submission)).status).toBe(404);
    for (const act of ['approve', 'give-back', 'take'])
      expect((await world.act('lead', submission, act)).status).toBe(404);
    expect(await world.queue('lead')).toEqual([]);
    // What they had is free for the others.
    expect((await world.act('secondLead', submission, 'approve')).status).toBe(204);
  });

  it('is overtaken when what it holds is replaced, when it is submitted anew and when it is thrown away', async () => {
    const { id } = await world.draft('稿');
    const first = await world.submit(id);
    await ok(world.act('lead', first, 'take'));
    await ok(world.change('author', 'PATCH', id, '', { linkUrl: 'https://example.org/' }));
    expect(await world.act('lead', first, 'approve')).toMatchObject({
      status: 409,
      body: { code: 'review_overtaken' },
    });
    expect((await world.notices('lead'))[0]).toMatchObject({ kind: 'review_overtaken', title: null });
    const second = await world.submit(id);
    const third = await world.submit(id);
    expect((await world.act('lead', second, 'approve')).body).toMatchObject({ code: 'review_overtaken' });
    // Words are no other version.
    await ok(world.change('author', 'PATCH', id, '', { description: '改了说明' }));
    await ok(world.act('lead', third, 'approve'));
    await ok(world.as('author').delete(`resources/${id}`));
    expect((await world.act('groupLead', third, 'approve')).body).toMatchObject({ code: 'review_overtaken' });
    expect((await world.submissions(id)).map(({ state }) => state)).toEqual([
      'overtaken',
      'overtaken',
      'overtaken',
    ]);
  });

  it('is withdrawn by its author, and by nobody else', async () => {
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    expect((await world.own('lead', submission, 'withdraw')).status).toBe(404);
    await ok(world.own('author', submission, 'withdraw'));
    expect(await world.queue('lead')).toEqual([]);
    expect((await world.act('lead', submission, 'approve')).body).toMatchObject({ code: 'review_decided' });
  });

  it('waits where somebody stands in when a level has nobody', async () => {
    await world.policy([
      { type: 'slides', school: ['department'], beyond: ['department', 'school', 'group'] },
    ]);
    for (const who of ['lead', 'secondLead'] as const)
      await world.program.write('UPDATE membership SET valid_until = ? WHERE account_id = ?', [
        world.program.clock.now(),
        world.people[who].id,
      ]);
    const { id } = await world.draft('稿');
    const submission = await world.submit(id);
    expect((await world.notices('admin')).map(({ kind }) => kind)).toEqual(['review_asked']);
    expect(await world.queue('admin')).toEqual([]);
    expect(await world.queue('admin', 'standIn=true')).toHaveLength(1);
    await ok(world.act('admin', submission, 'approve'));
    expect((await world.queue('admin')).map(({ passed }) => passed)).toEqual([1]);
  });

  it('is queued by subject, level and time, in pages that neither repeat nor leave out', async () => {
    const ids: Id[] = [];
    for (let i = 0; i < 5; i += 1) {
      const { id } = await world.draft(`稿${i}`, `第${i}份`);
      ids.push(await world.submit(id));
      world.program.clock.advance(DAY);
    }
    const seen: Id[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: { items: { id: Id }[]; next: string | null } = await ok(
        world.as('lead').get(`reviews?limit=2${next ? `&cursor=${encodeURIComponent(next)}` : ''}`),
      );
      seen.push(...page.items.map((one) => one.id));
      next = page.next;
    }
    expect(seen).toEqual(ids);
    expect(await world.queue('lead', 'days=4')).toHaveLength(2);
    expect(await world.queue('lead', 'subject=chinese')).toEqual([]);
    expect(await world.queue('lead', 'level=department&subject=math')).toHaveLength(5);
  });
});
