import type { MarkOffer, ResourceMarks, SearchResponse } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { eventually } from '../support/client.js';
import { ok } from '../support/ok.js';
import { ReviewWorld } from './review-world.js';

type Who = Parameters<ReviewWorld['as']>[0];

describe('quality marks', () => {
  let world: ReviewWorld;
  let id: Id;
  beforeEach(async () => {
    world = await ReviewWorld.open();
    await world.policy([]);
    ({ id } = await world.draft('三分之一是一份'));
    await ok(world.change('author', 'POST', id, '/publish', { audience: world.group }));
  }, 60_000);
  afterEach(() => world.close());

  const school = () => ({ kind: 'school', scopeId: world.schoolId });
  const group = () => ({ kind: 'group', scopeId: world.groupId });
  const give = (who: Who, mark: object, of = id) => world.change<{ id: Id }>(who, 'POST', of, '/marks', mark);
  const take = (who: Who, mark: Id, words = '第三题答案有误') =>
    world.as(who).post<{ code?: string }>(`resources/${id}/marks/${mark}/take-away`, { words });
  const marks = async (who: Who, of = id) => ok(world.as(who).get<ResourceMarks>(`resources/${of}/marks`));
  const borne = async (who: Who, of = id) => (await world.view(who, of)).marks.map(({ kind }) => kind);
  const found = async (who: Who, query: string) => {
    const { items } = await ok(world.as(who).get<SearchResponse>(`search?${encodeURI(query)}`));
    return items.map(({ resource }) => resource.id);
  };
  const written = async () => {
    const rows = await world.program.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE object_id = ? AND action LIKE 'review.%mark%' ORDER BY id`,
      [id],
    );
    return rows.map(({ action }) => action);
  };

  it('are given in the name of the school and of the group, with giver and day, and shown to whoever sees it', async () => {
    await ok(give('lead', school()));
    world.program.clock.advance(DAY);
    await ok(give('groupLead', group()));
    expect((await world.view('far', id)).marks).toMatchObject([
      { kind: 'group', scope: { name: '青禾教育集团' }, by: { name: 'groupLead老师' } },
      { kind: 'school', scope: { name: '青禾实验小学' }, by: { name: 'lead老师' } },
    ]);
    const [first, second] = (await world.view('far', id)).marks;
    expect(Date.parse(first!.at) - Date.parse(second!.at)).toBe(DAY);
    expect(await world.notices('author')).toEqual([
      { kind: 'mark_given', title: '分数的初步认识', text: null },
      { kind: 'mark_given', title: '分数的初步认识', text: null },
    ]);
    expect(await written()).toEqual(['review.mark', 'review.mark']);
    expect(await give('admin', school())).toMatchObject({ status: 409, body: { code: 'state_conflict' } });
  });

  it('are given by the offices of now, and by nobody to their own work or to that of their grade team', async () => {
    for (const who of ['mate', 'reader', 'far', 'groupLead', 'groupAdmin'] as const)
      expect([who, (await give(who, school())).status]).toEqual([who, 404]);
    for (const who of ['author', 'lead', 'admin'] as const)
      expect([who, (await give(who, group())).status]).toEqual([who, 404]);
    await world.join('author', { scope: 'school', scopeId: world.schoolId, role: 'school_admin' });
    await world.join('mate', { scope: 'school', scopeId: world.schoolId, role: 'school_admin' });
    for (const who of ['author', 'mate'] as const)
      expect(await give(who, school())).toMatchObject({ status: 409, body: { code: 'own_work' } });
    expect((await marks('mate')).mayGive).toEqual([]);
    expect((await marks('lead')).mayGive).toMatchObject([{ kind: 'school', confirms: false }]);

    await world.join('lead', { scope: 'school', scopeId: world.schoolId, role: 'teacher' });
    await world.program.write('UPDATE membership SET valid_until = ? WHERE account_id = ? AND role = ?', [
      world.program.clock.now(),
      world.people.lead.id,
      'department_lead',
    ]);
    expect(await borne('lead')).toEqual([]);
    expect((await give('lead', school())).status).toBe(404);
    expect((await give('admin', school())).status).toBe(201);
    expect((await give('groupAdmin', group())).status).toBe(201);
  });

  it('are not given to what somebody does not see, what is not published, or what they have not read', async () => {
    const { id: other } = await world.draft('草稿', '还没写完');
    expect((await world.as('groupAdmin').get(`resources/${other}/marks`)).status).toBe(404);
    await ok(world.change('author', 'POST', other, '/publish', { audience: { preset: 'school' } }));
    expect(
      (await world.as('groupLead').post(`resources/${other}/marks`, group(), { 'if-match': '"2"' })).status,
    ).toBe(404);
    await ok(world.as('author').post(`resources/${other}/withdraw`));
    expect(await give('admin', school(), other)).toMatchObject({
      ...{ status: 409, body: { code: 'state_conflict' } },
    });
    const { rev } = await world.view('admin', id);
    await ok(world.change('author', 'PATCH', id, '', { description: '改了一句' }));
    expect(
      await world.as('admin').post(`resources/${id}/marks`, school(), { 'if-match': `"${rev}"` }),
    ).toMatchObject({ status: 412 });
  });

  it('stay with the version that they were given to, and are confirmed in one act', async () => {
    await ok(give('admin', school()));
    await ok(world.change('author', 'PATCH', id, '', { linkUrl: 'https://example.org/new' }));
    expect(await borne('far')).toEqual([]);
    expect(await world.notices('admin')).toEqual([
      { kind: 'mark_ended', title: '分数的初步认识', text: null },
    ]);
    expect(await marks('author')).toMatchObject({
      items: [{ version: 1, state: 'replaced', ended: { by: { name: 'author老师' } }, mayTake: false }],
      mayGive: [],
    });
    expect((await marks('admin')).mayGive).toMatchObject([{ kind: 'school', confirms: true }]);
    expect(await marks('far')).toEqual({ items: [], mayGive: [] });
    await ok(give('admin', school()));
    expect(await borne('far')).toEqual(['school']);
    expect((await marks('admin')).items.map(({ version, state }) => [version, state])).toEqual([
      [2, 'in_force'],
      [1, 'replaced'],
    ]);
    // What it held before comes back as a version of its own: nobody has marked that.
    await ok(world.change('author', 'POST', id, '/versions/1/restore', {}));
    expect(await borne('far')).toEqual([]);
    expect(await written()).toEqual(['review.mark', 'review.mark-ended', 'review.mark', 'review.mark-ended']);
    await ok(world.change('author', 'PATCH', id, '', { title: '分数', description: '只改了说明' }));
  });

  it('outlast what changes about it but not in it', async () => {
    await ok(give('admin', school()));
    await ok(world.change('author', 'PATCH', id, '', { title: '分数', tags: ['分数'] }));
    await ok(world.change('author', 'POST', id, '/publish', { audience: { preset: 'school' } }));
    expect(await borne('mate')).toEqual(['school']);
  });

  it('are taken away with a reason, which the author reads, by whoever gives them', async () => {
    const { id: mark } = await ok(give('lead', school()));
    for (const who of ['mate', 'far', 'groupLead', 'groupAdmin', 'author'] as const)
      expect([who, (await take(who, mark)).status]).toEqual([who, 404]);
    expect((await take('admin', mark, ' ')).status).toBe(400);
    await ok(take('admin', mark));
    expect(await borne('far')).toEqual([]);
    expect(await world.notices('author')).toEqual([
      { kind: 'mark_taken', title: '分数的初步认识', text: '第三题答案有误' },
      { kind: 'mark_given', title: '分数的初步认识', text: null },
    ]);
    expect((await marks('author')).items).toMatchObject([
      {
        state: 'taken',
        by: { name: 'lead老师' },
        ended: { by: { name: 'admin老师' }, words: '第三题答案有误' },
      },
    ]);
    expect((await marks('admin')).mayGive).toMatchObject([{ confirms: false }]);
    expect(await take('admin', mark)).toMatchObject({ status: 409, body: { code: 'state_conflict' } });
    expect(await written()).toEqual(['review.mark', 'review.unmark']);
  });

  it('of a group that the school has left are taken away by that group still', async () => {
    const { id: mark } = await ok(give('groupAdmin', group()));
    await world.program.write('UPDATE school_link SET valid_until = ? WHERE school_id = ?', [
      world.program.clock.now(),
      world.schoolId,
    ]);
    expect((await marks('groupAdmin')).mayGive).toEqual([]);
    await ok(take('groupAdmin', mark));
    expect(await borne('author')).toEqual([]);
    expect((await give('groupAdmin', group())).status).toBe(404);
  });

  it('are not shown of what is withdrawn or in the trash, and are there again with it', async () => {
    await ok(give('admin', school()));
    await ok(world.as('author').post(`resources/${id}/withdraw`));
    expect(await borne('author')).toEqual([]);
    expect((await marks('admin')).mayGive).toEqual([]);
    await ok(world.change('author', 'POST', id, '/publish', { audience: world.group }));
    expect(await borne('far')).toEqual(['school']);
    await ok(world.change('author', 'DELETE', id, '', {}));
    expect(await borne('author')).toEqual([]);
  });

  it('are found by, come first among equals, and tell nothing of what somebody does not see', async () => {
    const twin = (await world.draft('三分之一是一份')).id;
    await ok(world.change('author', 'POST', twin, '/publish', { audience: world.group }));
    const hidden = (await world.draft('三分之一是一份')).id;
    await ok(world.change('author', 'POST', hidden, '/publish', { audience: { preset: 'school' } }));
    await eventually(
      () => found('far', 'text=分数'),
      (ids) => ids.length === 2,
    );
    expect(await found('far', 'text=分数')).toEqual([twin, id]);
    await ok(give('admin', school()));
    await ok(give('admin', school(), hidden));
    await eventually(
      () => found('far', 'text=分数'),
      (ids) => ids[0] === id,
    );
    expect(await found('far', 'text=分数&sort=newest')).toEqual([twin, id]);
    await eventually(
      () => found('mate', 'text=&mark=school&mark=group'),
      (ids) => ids.length === 2,
    );
    expect(await found('far', 'mark=school&mark=group')).toEqual([id]);
    expect(await found('far', 'mark=group')).toEqual([]);
    const { facets } = await ok(world.as('far').get<SearchResponse>('search'));
    expect(facets.mark).toEqual([{ value: 'school', label: null, count: 1 }]);

    await ok(take('admin', (await marks('admin')).items[0]!.id));
    await eventually(
      () => found('far', 'mark=school'),
      (ids) => ids.length === 0,
    );
  });

  describe('at the desk', () => {
    const offers = async (who: Who, submission: Id) =>
      (await ok(world.as(who).get<{ items: MarkOffer[] }>(`reviews/${submission}/marks`))).items.map(
        ({ kind }) => kind,
      );

    beforeEach(async () => {
      await world.policy([{ type: null, school: [], beyond: ['department', 'group'] }]);
      ({ id } = await world.draft('四分之一是一份', '分数的意义'));
    });

    it('are given by the word that publishes it, and by no earlier one', async () => {
      const submission = await world.submit(id);
      expect(await offers('lead', submission)).toEqual([]);
      expect(await world.act('lead', submission, 'approve', { marks: [school()] })).toMatchObject({
        ...{ status: 409, body: { code: 'state_conflict' } },
      });
      await ok(world.act('lead', submission, 'approve'));
      expect((await world.as('lead').get(`reviews/${submission}/marks`)).status).toBe(404);
      expect(await offers('groupLead', submission)).toEqual(['group']);
      // what is not theirs to give leaves everything as it is
      expect((await world.act('groupLead', submission, 'approve', { marks: [school()] })).status).toBe(404);
      expect((await world.submissions(id))[0]).toMatchObject({ state: 'waiting' });
      await ok(world.act('groupLead', submission, 'approve', { marks: [group()], words: '很好' }));
      expect(await borne('far')).toEqual(['group']);
      expect((await world.notices('author')).map(({ kind }) => kind).slice(0, 2)).toEqual([
        'review_approved',
        'mark_given',
      ]);
    });

    it('end with what an approved change replaces, unless the same word gives them again', async () => {
      await ok(world.act('lead', await world.submit(id), 'approve'));
      await ok(world.act('groupLead', (await world.submissions(id))[0]!.id, 'approve', { marks: [group()] }));
      await ok(give('admin', school()));
      await ok(world.change('author', 'PATCH', id, '', { linkUrl: 'https://example.org/new' }));
      // it waits: what is in force bears its marks still
      expect(await borne('far')).toEqual(['group', 'school']);
      const second = await world.submit(id);
      await ok(world.act('lead', second, 'approve'));
      expect(await offers('groupLead', second)).toEqual(['group']);
      await ok(world.act('groupLead', second, 'approve', { marks: [group()] }));
      expect(await borne('far')).toEqual(['group']);
      expect((await marks('author')).items.map(({ kind, version, state }) => [kind, version, state])).toEqual(
        [
          ['group', 2, 'in_force'],
          ['school', 1, 'replaced'],
          ['group', 1, 'replaced'],
        ],
      );
      expect(await world.notices('admin')).toContainEqual(
        expect.objectContaining({ kind: 'mark_ended', title: '分数的意义' }),
      );
    });
  });
});
