import type { ResourceView, Sighted, Viewer } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { ok } from '../support/ok.js';
import { PreparationWorld } from './preparation-world.js';

describe('the rules of preparing together', () => {
  let world: PreparationWorld;
  beforeEach(async () => {
    world = await PreparationWorld.open();
  }, 60_000);
  afterEach(() => world.close());

  it('let one of two win who act at one moment', async () => {
    const planId = await world.plan();
    const { lessonId } = await world.drafted(planId);
    const { rev } = await world.look(planId, lessonId);
    const answers = await Promise.all([
      world.act(planId, lessonId, 'agree', 'lead', rev),
      world.act(planId, lessonId, 'take_back', 'lead', rev),
      world.act(planId, lessonId, 'drop', 'planner', rev),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const events = (await world.look(planId, lessonId)).events.map(({ act }) => act);
    expect(events).toHaveLength(3);
    const adapted = await Promise.all(
      ['mate', 'mate', 'far'].map(async (who) => {
        const fresh = await world.agreed(planId);
        const path = `plans/${planId}/lessons/${fresh.lessonId}/adaptation`;
        const as = world.as(who as 'mate' | 'far');
        return Promise.all([ok(as.post<{ resourceId: Id }>(path)), ok(as.post<{ resourceId: Id }>(path))]);
      }),
    );
    for (const [a, b] of adapted) expect(a).toEqual(b);
  });

  it('take only what its people may be shown', async () => {
    const planId = await world.plan();
    const lessonId = await world.lesson(planId);
    const pupils = await world.resource('lead', '课堂照片', { pupils: true });
    expect(await world.lay(planId, lessonId, pupils.id)).toMatchObject({
      ...{ status: 422, body: { code: 'consent_required' } },
    });
    const bought = await world.resource('lead', '教参', { licence: 'TEXTBOOK-PUBLISHER' });
    expect(await world.lay(planId, lessonId, bought.id)).toMatchObject({
      ...{ status: 422, body: { code: 'licence_forbids' } },
    });
    const { id, fileId } = await world.resource('lead', '一分是六十秒');
    expect(await world.lay(planId, lessonId, id, 'mate')).toMatchObject({ status: 404 });
    const mates = await world.resource('mate', '我的');
    expect(await world.lay(planId, lessonId, mates.id, 'mate')).toMatchObject({
      ...{ status: 403, body: { code: 'forbidden' } },
    });
    await ok(world.lay(planId, lessonId, id));
    // What is said of it later counts at once: pupils without consent stay in their school.
    const { rev } = await ok(world.as('lead').get<ResourceView>(`resources/${id}`));
    const usage = { pupils: true };
    await ok(world.as('lead').request('PATCH', `resources/${id}/usage`, usage, { 'if-match': `"${rev}"` }));
    expect((await world.original('far', id, fileId)).status).toBe(404);
    expect((await world.look(planId, lessonId, 'far')).draft).toBeNull();
    expect((await world.original('mate', id, fileId)).status).toBe(200);
  });

  it('are told where people ask who can see something, and what somebody can see', async () => {
    const planId = await world.plan();
    const { id } = await world.drafted(planId);
    const { items } = await ok(world.as('lead').get<{ items: Viewer[] }>(`resources/${id}/viewers`));
    const why = new Map(items.map((one) => [one.name, one.reasons.map(({ kind }) => kind)]));
    expect(Object.fromEntries(why)).toEqual({
      lead老师: ['author', 'plan'],
      mate老师: ['plan'],
      far老师: ['plan'],
      planner老师: ['plan'],
      admin老师: ['plan'],
    });
    const sight = await ok(
      world.as('admin').get<{ items: Sighted[]; counts: object[] }>(`people/${world.id('mate')}/sight`),
    );
    expect(sight.items.map(({ reasons }) => reasons.map(({ kind }) => kind))).toEqual([['plan']]);
    expect(sight.counts).toEqual([{ kind: 'plan', things: 1 }]);
  });

  it('hide the lineage from those who may not see the source', async () => {
    const planId = await world.plan();
    const { lessonId } = await world.agreed(planId);
    const path = `plans/${planId}/lessons/${lessonId}/adaptation`;
    const { resourceId } = await ok(world.as('far').post<{ resourceId: Id }>(path));
    const origin = async (who: 'far' | 'outsider') =>
      (await ok(world.as(who).get<ResourceView>(`resources/${resourceId}`))).adaptedFrom;
    const { rev } = await ok(world.as('far').get<ResourceView>(`resources/${resourceId}`));
    const audience = { preset: 'schools', schoolIds: [world.schools.second, world.schools.third] };
    await ok(
      world.as('far').post(`resources/${resourceId}/publish`, { audience }, { 'if-match': `"${rev}"` }),
    );
    expect(await origin('outsider')).toBeNull();
    expect(await origin('far')).toMatchObject({ title: '时、分、秒初案' });
    // Its resource deleted, there is none; the next one is another.
    await ok(world.as('far').delete(`resources/${resourceId}`));
    expect((await world.lessons(planId, 'far'))[0]).toMatchObject({ adapted: 0, mine: { adapted: false } });
    const again = await ok(world.as('far').post<{ resourceId: Id }>(path));
    expect(again.resourceId).not.toBe(resourceId);
  });

  it('say something about what the draft holds, and keep the place of what was taken away', async () => {
    const planId = await world.plan();
    const { lessonId, fileId } = await world.drafted(planId);
    const say = (who: 'mate' | 'far', body: object) => world.remark(planId, lessonId, who, body);
    const elsewhere = { kind: 'page', fileId: lessonId, page: 1 };
    expect((await say('far', { anchor: elsewhere, text: '?' })).status).toBe(404);
    const first = await ok(say('far', { anchor: { kind: 'page', fileId, page: 1 }, text: '第一页' }));
    const answer = await ok(say('mate', { parentId: first.id, text: '同意' }));
    expect((await say('mate', { parentId: answer.id, text: '答的答' })).status).toBe(404);
    const at = (id: Id) => `plans/${planId}/lessons/${lessonId}/remarks/${id}`;
    expect((await world.as('mate').request('PATCH', at(first.id), { text: '改' })).status).toBe(403);
    await ok(world.as('far').request('PATCH', at(first.id), { text: '首页' }));
    await ok(world.as('far').delete(at(first.id)));
    expect(await world.remarks(planId, lessonId)).toMatchObject([
      { text: '', removed: true, mine: false, answers: [{ text: '同意' }] },
    ]);
    await ok(world.as('mate').delete(at(answer.id)));
    expect(await world.remarks(planId, lessonId)).toEqual([]);

    await ok(say('far', { anchor: { kind: 'page', fileId, page: 1 }, text: '旧稿的话' }));
    const next = await world.resource('lead', '新稿');
    await ok(world.lay(planId, lessonId, next.id));
    expect(await world.remarks(planId, lessonId)).toMatchObject([{ text: '旧稿的话', outdated: true }]);
    await ok(world.act(planId, lessonId, 'agree'));
    expect(await say('far', { text: '晚了' })).toMatchObject({ status: 409 });
    await world.leave('far');
    expect(await world.remarks(planId, lessonId)).toMatchObject([{ by: { name: 'far老师' } }]);
  });

  it('remind by the clock of where the plan is, each of everything once', async () => {
    const planId = await world.plan();
    const lessonId = await world.lesson(planId, { draftDue: '2026-09-10', agreeDue: '2026-09-20' });
    const due = async (who: 'lead' | 'planner') =>
      (await world.notices(who)).flatMap(({ kind, due: what }) => (kind === 'preparation_due' ? [what] : []));
    const reminders = () =>
      world.program.query<{ what: string }>('SELECT what FROM lesson_reminder ORDER BY at, user_id');
    const until = async (instant: string) => {
      world.program.clock.set(Date.parse(instant));
      await world.wake();
      await world.wake();
    };
    await until('2026-09-06T23:59:00+08:00');
    expect(await due('lead')).toEqual([]);
    await until('2026-09-07T00:11:00+08:00');
    expect(await due('lead')).toEqual([{ what: 'draft', day: '2026-09-10', late: false }]);
    await until('2026-09-09T12:00:00+08:00');
    await until('2026-09-10T00:30:00+08:00');
    expect(await reminders()).toEqual([{ what: 'soon' }, { what: 'today' }]);
    expect([await due('lead'), await due('planner')].map((list) => list.length)).toEqual([1, 0]);
    await until('2026-09-11T00:30:00+08:00');
    await until('2026-09-15T00:30:00+08:00');
    expect(await due('lead')).toEqual([{ what: 'draft', day: '2026-09-10', late: true }]);
    expect(await due('planner')).toEqual([{ what: 'draft', day: '2026-09-10', late: true }]);
    expect(await reminders()).toHaveLength(4);
    expect((await world.lessons(planId))[0]).toMatchObject({ id: lessonId, late: true });
    // Nothing is due of a plan that is closed.
    await ok(world.actOnPlan(planId, 'close'));
    expect([await due('lead'), await due('planner')]).toEqual([[], []]);
  });

  it('keep weeks and order, and refuse what would lie outside', async () => {
    const planId = await world.plan('preparing');
    const title = async () => (await world.lessons(planId)).map((one) => `${one.week} ${one.title}`);
    const a = await world.lesson(planId, { title: '甲' });
    const b = await world.lesson(planId, { title: '乙' });
    await world.lesson(planId, { title: '丙', week: 2 });
    const move = async (id: Id, body: object) => {
      const { rev } = await world.look(planId, id);
      return world.as('planner').request<{ code?: string }>('PATCH', `plans/${planId}/lessons/${id}`, body, {
        'if-match': `"${rev}"`,
      });
    };
    await ok(move(b, { afterId: null }));
    expect(await title()).toEqual(['1 乙', '1 甲', '2 丙']);
    await ok(move(a, { week: 2 }));
    await ok(move(a, { week: 2, afterId: null }));
    expect(await title()).toEqual(['1 乙', '2 甲', '2 丙']);
    expect(await move(a, { afterId: b })).toMatchObject({ status: 404 });
    expect(await move(a, { week: 21 })).toMatchObject({ status: 422, body: { code: 'week_outside' } });
    const { rev } = await world.view(planId);
    const shorter = await world
      .as('planner')
      .request('PATCH', `plans/${planId}`, { weeks: 1 }, { 'if-match': `"${rev}"` });
    expect(shorter).toMatchObject({ status: 422, body: { code: 'week_outside' } });
    const many = { lessons: Array.from({ length: 100 }, (_, i) => ({ title: `第${i}课`, week: 3 })) };
    for (let i = 0; i < 2; i += 1) await ok(world.as('planner').post(`plans/${planId}/lessons`, many));
    expect(await world.as('planner').post(`plans/${planId}/lessons`, many)).toMatchObject({
      ...{ status: 422, body: { code: 'plan_full' } },
    });
    world.program.clock.advance(DAY);
  });
});
