import type {
  PlanView,
  PreparationTask,
  PersonsPart,
  ResourceView,
  ShownResource,
} from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { ok } from '../support/ok.js';
import { PreparationWorld } from './preparation-world.js';

describe('lessons that are prepared together', () => {
  let world: PreparationWorld;
  beforeEach(async () => {
    world = await PreparationWorld.open();
  }, 60_000);
  afterEach(() => world.close());

  const parts = async (planId: Id, who: 'planner' | 'far' = 'planner') =>
    (await ok(world.as(who).get<{ items: PersonsPart[] }>(`plans/${planId}/people`))).items;
  const tasks = async (who: 'lead' | 'mate' | 'far' | 'admin') =>
    (await ok(world.as(who).get<{ items: PreparationTask[] }>('plans/tasks'))).items.map(
      ({ what, lesson }) => `${what} ${lesson.title}`,
    );

  it('go the whole round among three teachers of two schools', async () => {
    const planId = await world.plan('preparing');
    const first = await world.lesson(planId, { draftDue: '2026-09-03', agreeDue: '2026-09-05' });
    // Before it begins, nobody but its organizers knows of it.
    expect((await world.as('lead').get(`plans/${planId}`)).status).toBe(404);
    expect(await world.notices('lead')).toEqual([]);
    await ok(world.actOnPlan(planId, 'start'));
    expect(await world.told('lead')).toEqual(['preparation_lead 时、分、秒']);
    expect(await world.view(planId, 'far')).toMatchObject({
      ...{ startsOn: '2026-08-31', endsOn: '2027-01-17', state: 'running', organizes: false, acts: [] },
      ...{ lessons: { all: 1, drafted: 0, agreed: 0 } },
      audience: { names: ['青禾实验小学数学组', 'far老师'] },
    });
    expect(await tasks('lead')).toEqual(['draft 时、分、秒']);

    const { id, fileId } = await world.resource('lead', '一小时是六十分');
    expect((await world.original('far', id, fileId)).status).toBe(404);
    await ok(world.lay(planId, first, id));
    expect((await world.original('far', id, fileId)).status).toBe(200);
    expect((await world.as('far').get(`resources/${id}/files/${fileId}/pages/1`)).status).toBe(200);
    expect((await world.as('far').get(`resources/${id}`)).status).toBe(404);
    expect((await world.original('outsider', id, fileId)).status).toBe(404);
    expect(await world.told('far')).toEqual(['preparation_drafted 时、分、秒']);
    expect(await world.look(planId, first, 'far')).toMatchObject({
      ...{ state: 'drafted', acts: [], late: false, lead: { name: 'lead老师', present: true } },
      draft: { resourceId: id, files: [{ id: fileId }], opens: false, agreedAt: null },
    });

    const anchor = { kind: 'passage', fileId, page: 1, box: { x: 0.1, y: 0.2, width: 0.5, height: 0.1 } };
    const { id: said } = await ok(world.remark(planId, first, 'far', { anchor, text: '单位写清楚' }));
    await ok(world.remark(planId, first, 'lead', { parentId: said, text: '好，改' }));
    expect(await world.told('lead')).toEqual([
      'preparation_remarked 时、分、秒',
      'preparation_lead 时、分、秒',
    ]);
    expect(await world.told('far')).toContain('preparation_remarked 时、分、秒');
    expect(await world.remarks(planId, first)).toMatchObject([
      {
        ...{ text: '单位写清楚', by: { name: 'far老师' }, mine: false, outdated: false, settled: null },
        anchor,
        answers: [{ text: '好，改', by: { name: 'lead老师' } }],
      },
    ]);
    const settle = `plans/${planId}/lessons/${first}/remarks/${said}/settled`;
    expect((await world.as('mate').post(settle, { settled: true })).status).toBe(403);
    await ok(world.as('lead').post(settle, { settled: true }));
    expect((await world.lessons(planId))[0]).toMatchObject({ remarks: 0, state: 'drafted' });

    expect(await tasks('lead')).toEqual(['agree 时、分、秒']);
    await ok(world.act(planId, first, 'agree'));
    expect(await world.told('mate')).toContain('preparation_agreed 时、分、秒');
    expect(await tasks('mate')).toEqual(['adapt 时、分、秒']);

    const adapt = `plans/${planId}/lessons/${first}/adaptation`;
    const { resourceId } = await ok(world.as('far').post<{ resourceId: Id }>(adapt));
    expect(await ok(world.as('far').post(adapt))).toEqual({ resourceId });
    const own = await ok(world.as('far').get<ResourceView>(`resources/${resourceId}`));
    expect(own).toMatchObject({
      ...{ title: '时、分、秒初案（个案）', type: 'slides', state: 'draft', right: 'manage' },
      ...{ author: { name: 'far老师' }, school: { id: world.schools.second } },
      adaptedFrom: { id, title: '时、分、秒初案', author: { name: 'lead老师' }, opens: false },
      fullFiles: [{ state: 'ready', fileName: '讲义.txt' }],
    });
    const copied = own.fullFiles[0]!.id;
    expect(copied).not.toBe(fileId);
    expect((await world.original('far', resourceId, copied)).body).toBe('一小时是六十分');
    expect((await world.original('mate', resourceId, copied)).status).toBe(404);
    const seenBy = async (who: 'mate' | 'far') => (await world.look(planId, first, who)).adaptations;
    const opened = () => world.as('mate').get<ShownResource>(`${adapt}s/${world.people.far.id}`);
    expect(await seenBy('mate')).toMatchObject([{ by: { name: 'far老师' }, resource: null }]);
    expect((await opened()).status).toBe(404);
    await ok(world.as('far').post(`${adapt}/hand-in`));
    expect(await seenBy('mate')).toMatchObject([{ resource: { id: resourceId } }]);
    expect(await ok(opened())).toMatchObject({
      ...{ resourceId, author: { name: 'far老师' }, files: [{ id: copied }], linkUrl: null },
      ...{ right: 'download', watermark: false, opens: false },
    });
    expect((await world.original('mate', resourceId, copied)).status).toBe(200);
    await ok(world.as('far').delete(`${adapt}/hand-in`));
    expect((await opened()).status).toBe(404);
    expect((await world.original('mate', resourceId, copied)).status).toBe(404);
    expect(await tasks('far')).toEqual(['reflect 时、分、秒']);

    await ok(
      world.as('far').request('PUT', `plans/${planId}/lessons/${first}/reflection`, {
        ...{ taughtOn: '2026-09-03', text: '学生分不清时刻和时间。' },
      }),
    );
    expect(await tasks('far')).toEqual([]);
    expect((await world.look(planId, first, 'mate')).reflections).toMatchObject([
      { by: { name: 'far老师' }, school: { name: '东溪小学' }, taughtOn: '2026-09-03', editedAt: null },
    ]);
    expect((await world.look(planId, first)).events.map(({ act }) => act)).toEqual([
      ...['add', 'lay', 'agree', 'adapt', 'hand_in'],
    ]);
    const done = await parts(planId, 'far');
    expect(done.map(({ person, school }) => `${school?.name ?? ''} ${person.name}`)).toEqual([
      ...['东溪小学 far老师', '青禾实验小学 lead老师', '青禾实验小学 mate老师', '青禾实验小学 planner老师'],
    ]);
    expect(done[0]).toMatchObject({ leads: [], remarked: [first], adapted: [first], reflected: [first] });
    expect(done[1]).toMatchObject({ leads: [first], drafted: [first], remarked: [first], present: true });

    await ok(world.actOnPlan(planId, 'close'));
    const closed = await world.remark(planId, first, 'far', { text: '再说一句' });
    expect(closed).toMatchObject({ status: 409, body: { code: 'state_conflict' } });
    expect((await world.original('far', id, fileId)).status).toBe(200);
    expect((await ok(world.as('far').get<{ items: object[] }>('plans'))).items).toEqual([]);
    expect(await ok(world.as('far').get('plans?state=closed'))).toMatchObject({ items: [{ id: planId }] });
  });

  it('show nothing to outsiders and to people of another plan', async () => {
    const planId = await world.plan();
    const { lessonId, id, fileId } = await world.drafted(planId);
    const other = await world.plan('running', {
      preset: 'custom',
      parts: [{ kind: 'school', id: world.schools.third }],
    });
    expect((await world.view(other, 'outsider')).id).toBe(other);
    const asked: [string, string, object?][] = [
      ['GET', `plans/${planId}`],
      ['GET', `plans/${planId}/lessons`],
      ['GET', `plans/${planId}/people`],
      ['GET', `plans/${planId}/leads`],
      ['GET', `plans/${planId}/lessons/${lessonId}`],
      // A lesson is found in its own plan only.
      ['GET', `plans/${other}/lessons/${lessonId}`],
      ['GET', `plans/${planId}/lessons/${lessonId}/remarks`],
      ['POST', `plans/${planId}/lessons/${lessonId}/remarks`, { text: '看看' }],
      ['POST', `plans/${planId}/lessons/${lessonId}/adaptation`],
      ['PUT', `plans/${planId}/lessons/${lessonId}/reflection`, { taughtOn: '2026-09-03', text: '好' }],
      ['GET', `resources/${id}/files/${fileId}/original`],
      ['GET', `resources/${id}/files/${fileId}/text`],
    ];
    for (const [method, path, body] of asked)
      expect([path, (await world.as('outsider').request(method, path, body)).status]).toEqual([path, 404]);
    expect(await ok(world.as('outsider').get('plans'))).toMatchObject({ items: [{ id: other }] });
    // Whoever leaves the second school is out at that moment.
    expect((await world.original('far', id, fileId)).status).toBe(200);
    await world.leave('far');
    expect((await world.original('far', id, fileId)).status).toBe(404);
    expect((await world.as('far').get(`plans/${planId}`)).status).toBe(404);
    expect(await world.notices('far')).toEqual([]);
  });

  it('are planned by those who lead something, and by nobody else', async () => {
    const plan = { title: '计划', startsOn: '2026-09-01', weeks: 3, audience: { preset: 'school' } };
    for (const who of ['lead', 'far', 'outsider'] as const)
      expect(await world.as(who).post('plans', plan)).toMatchObject({
        ...{ status: 403, body: { code: 'forbidden' } },
      });
    expect((await world.as('admin').post('plans', plan)).status).toBe(201);
    const planId = await world.plan('preparing');
    await ok(world.actOnPlan(planId, 'remove'));
    expect((await world.as('planner').get(`plans/${planId}`)).status).toBe(404);
  });

  it('rest on a version that is frozen until it is reopened', async () => {
    const planId = await world.plan();
    const { lessonId, id } = await world.agreed(planId);
    const change = async (body: object) => {
      const { rev } = await ok(world.as('lead').get<ResourceView>(`resources/${id}`));
      return world.as('lead').request('PATCH', `resources/${id}`, body, { 'if-match': `"${rev}"` });
    };
    const frozen = { status: 409, body: { code: 'frozen' } };
    expect(await change({ title: '另一个题目' })).toMatchObject(frozen);
    expect(await change({ linkUrl: 'https://example.org/' })).toMatchObject(frozen);
    expect(await change({ fileIds: [] })).toMatchObject(frozen);
    expect(await world.as('lead').delete(`resources/${id}`)).toMatchObject(frozen);
    // Who sees it is not held.
    const { rev } = await ok(world.as('lead').get<ResourceView>(`resources/${id}`));
    const published = await world
      .as('lead')
      .post(`resources/${id}/publish`, { audience: { preset: 'school' } }, { 'if-match': `"${rev}"` });
    expect(published.status).toBe(200);
    // Its page tells those who could edit it otherwise, and nobody else.
    const isFrozen = async (who: 'lead' | 'mate') =>
      (await ok(world.as(who).get<ResourceView>(`resources/${id}`))).frozen;
    expect([await isFrozen('lead'), await isFrozen('mate')]).toEqual([true, false]);
    expect(await world.act(planId, lessonId, 'reopen', 'lead')).toMatchObject({ status: 403 });
    await ok(world.act(planId, lessonId, 'reopen', 'planner'));
    expect((await change({ title: '另一个题目' })).status).toBe(200);
    expect((await world.as('lead').delete(`resources/${id}`)).status).toBe(204);
    expect((await world.look(planId, lessonId, 'far')).draft).toBeNull();
    expect(await world.act(planId, lessonId, 'agree')).toMatchObject({
      ...{ status: 409, body: { code: 'state_conflict' } },
    });
  });

  it('go on when a lead leaves: the organizers hear of it once, and name another', async () => {
    const planId = await world.plan();
    const { lessonId, id, fileId } = await world.drafted(planId);
    await world.lesson(planId, { title: '长度单位' });
    await world.leave('lead');
    expect((await world.lessons(planId, 'far'))[0]!.lead).toMatchObject({ name: 'lead老师', present: false });
    await world.wake();
    world.program.clock.advance(DAY);
    await world.wake();
    const gone = (await world.told('planner')).filter((one) => one.startsWith('preparation_lead_gone'));
    expect(gone).toEqual(['preparation_lead_gone 时、分、秒']);
    // What they laid stays.
    expect((await world.original('far', id, fileId)).status).toBe(200);
    const { rev } = await world.look(planId, lessonId);
    const name = (leadId: Id) =>
      world.as('planner').request(
        'PATCH',
        `plans/${planId}/lessons/${lessonId}`,
        { leadId },
        {
          'if-match': `"${rev}"`,
        },
      );
    expect(await name(world.id('outsider'))).toMatchObject({ status: 422, body: { code: 'lead_outside' } });
    await ok(name(world.id('far')));
    expect(await world.told('far')).toContain('preparation_lead 时、分、秒');
    await ok(world.act(planId, lessonId, 'agree', 'far'));
    expect(await parts(planId)).toContainEqual(
      expect.objectContaining({ person: { id: world.id('lead'), name: 'lead老师' }, present: false }),
    );
  });

  it('are kept by the school when whoever planned them leaves', async () => {
    const planId = await world.plan();
    await world.leave('planner');
    expect((await world.as('planner').get(`plans/${planId}`)).status).toBe(404);
    const { rev } = await world.view(planId, 'admin');
    const people = [{ id: world.id('mate'), schoolId: world.schools.own }];
    const put = (list: object[], at: number) =>
      world
        .as('admin')
        .request('PUT', `plans/${planId}/organizers`, { people: list }, { 'if-match': `"${at}"` });
    const outside = [...people, { id: world.id('outsider'), schoolId: world.schools.second }];
    expect(await put(outside, rev)).toMatchObject({ status: 422, body: { code: 'audience_invalid' } });
    await ok(put(people, rev));
    expect((await put([], rev)).status).toBe(412);
    const view = await ok(world.as('mate').get<PlanView>(`plans/${planId}`));
    expect(view).toMatchObject({ organizes: true, organizers: [{ name: 'mate老师' }] });
    expect(await world.told('mate')).toEqual(['preparation_organizer 三年级上册集体备课']);
  });
});
