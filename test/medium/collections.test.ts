import type {
  CollectionChange,
  CollectionItem,
  CollectionView,
  ResourceView,
  WideningView,
} from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { CollectionPublisher } from '../../src/modules/curation/index.js';
import { ok } from '../support/ok.js';
import type { Program, Signed } from '../support/program.js';
import { openShelf } from '../support/shelf.js';

describe('collections', () => {
  let program: Program;
  let group: Id;
  let own: Id;
  let sister: Id;
  let lead: Signed;
  let curator: Signed;
  let reader: Signed;
  let outsider: Signed;
  beforeAll(async () => {
    const shelf = await openShelf();
    ({ program, group, own, sister, lead, reader, outsider } = shelf);
    curator = await shelf.teacher('curator', '同事', sister);
  });
  afterAll(() => program.close());

  const GROUP = () => ({ preset: 'group', groupIds: [group] });
  const SCHOOL = { preset: 'school' };

  /** A published resource of somebody's with a file. */
  async function resource(by: Signed, schoolId: Id, title: string, audience: object): Promise<ResourceView> {
    const made = await ok(
      by.client.post<ResourceView>('resources', {
        title,
        type: 'material',
        schoolId,
        linkUrl: 'https://example.org/',
      }),
    );
    await program.attach(made.id, { id: by.id, schoolId }, `${title}的讲义`);
    return ok(
      by.client.post<ResourceView>(
        `resources/${made.id}/publish`,
        { audience },
        { 'if-match': `"${made.rev}"` },
      ),
    );
  }
  const draft = (by: Signed, more: object = {}) =>
    ok(by.client.post<CollectionView>('collections', { title: '一次函数单元', ...more }));
  const view = (by: Signed, id: Id) => ok(by.client.get<CollectionView>(`collections/${id}`));
  const add = (by: Signed, id: Id, items: object[], place: object = {}) =>
    by.client.post<{ ids: Id[]; code?: string }>(`collections/${id}/items`, { ...place, items });
  const items = async (by: Signed, id: Id, mode = 'reading') =>
    (await ok(by.client.get<{ items: CollectionItem[] }>(`collections/${id}/items?mode=${mode}&limit=100`)))
      .items;
  const change = async <T = CollectionView & { code?: string }>(
    by: Signed,
    method: string,
    id: Id,
    path: string,
    body?: object,
  ) => {
    const { rev } = await view(by, id);
    return by.client.request<T>(method, `collections/${id}${path}`, body, { 'if-match': `"${rev}"` });
  };
  const publish = async (by: Signed, id: Id, audience: object = GROUP()) => {
    const answer = await change(by, 'POST', id, '/publish', { audience });
    expect(answer.status).toBe(200);
  };
  const of = (one: ResourceView, note = '') => ({ kind: 'resource', resourceId: one.id, note });
  const titles = (list: CollectionItem[]) =>
    list.map(
      (item) => item.resource?.title ?? item.collection?.title ?? item.link?.title ?? item.curating?.gap,
    );

  it('are built as a draft, published, and read in order at another school', async () => {
    const plan = await resource(lead, own, '教案', GROUP());
    const slides = await resource(lead, own, '课件', GROUP());
    const { id, sections } = await draft(lead, { subject: 'math', stage: 'junior', summary: '从变化说起' });
    expect(sections).toMatchObject([{ title: '', text: '' }]);
    await ok(
      add(lead, id, [of(plan, '先看这份'), { kind: 'link', url: 'https://example.org/', title: '画图工具' }]),
    );
    const { id: second } = await ok(
      lead.client.post<{ id: Id }>(`collections/${id}/sections`, { title: '第二课时', text: '先复习' }),
    );
    await ok(add(lead, id, [of(slides)], { sectionId: second }));
    expect((await reader.client.get(`collections/${id}`)).status).toBe(404);
    await publish(lead, id);

    const seen = await view(reader, id);
    expect(seen).toMatchObject({
      title: '一次函数单元',
      right: 'download',
      rev: null,
      updatedAt: null,
      audience: null,
    });
    expect(seen.sections.map((section) => section.title)).toEqual(['', '第二课时']);
    expect(titles(await items(reader, id))).toEqual(['教案', '画图工具', '课件']);
    expect((await items(reader, id)).map((item) => item.curating)).toEqual([null, null, null]);
    const listed = await ok(
      reader.client.get<{ items: { id: Id }[] }>(
        `collections?subject=math&text=${encodeURIComponent('函数')}`,
      ),
    );
    expect(listed.items.map((card) => card.id)).toContain(id);
    expect((await outsider.client.get(`collections/${id}`)).status).toBe(404);
    expect((await ok(outsider.client.get<{ items: object[] }>('collections'))).items).toEqual([]);
    expect((await reader.client.get(`collections/${id}/items?mode=curating`)).status).toBe(404);
  });

  it('stand where subjects and books belong together', async () => {
    const refused = await lead.client.post<{ code: string }>('collections', {
      title: '不相配',
      stage: 'primary',
      subject: 'physics',
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'stage_subject_mismatch' } });
  });

  describe('never widen access', () => {
    it('a reader finds no trace of what they may not see: all answers are as if it had never been collected', async () => {
      const open = await resource(lead, own, '公开的', GROUP());
      const secret = await resource(lead, own, '校内的', SCHOOL);
      const made = async (withSecret: boolean) => {
        const { id } = await draft(lead, { title: '比一比' });
        await ok(
          add(lead, id, [...(withSecret ? [of(secret)] : []), of(open), ...(withSecret ? [of(secret)] : [])]),
        );
        const { id: hidden } = await ok(
          lead.client.post<{ id: Id }>(`collections/${id}/sections`, { title: '校内' }),
        );
        if (withSecret) await ok(add(lead, id, [of(secret)], { sectionId: hidden }));
        await publish(lead, id);
        return id;
      };
      const [a, b] = [await made(false), await made(true)];
      const told = async (id: Id) => {
        const { sections, ...card } = await view(reader, id);
        const list = await ok(
          reader.client.get<{ items: CollectionItem[]; next: string | null }>(
            `collections/${id}/items?limit=1`,
          ),
        );
        return {
          card: { ...card, id: '', publishedAt: '', createdAt: '' },
          sections: sections.map(({ title }) => title),
          items: list.items.map(({ resource: shown }) => shown?.title),
          next: list.next,
        };
      };
      expect(await told(b)).toEqual(await told(a));
      // Neither the ids nor the cursor count what lies between.
      await ok(add(lead, b, [of(secret), of(open), of(secret), of(open)]));
      const first = await ok(
        reader.client.get<{ items: CollectionItem[]; next: string }>(`collections/${b}/items?limit=2`),
      );
      expect(JSON.parse(Buffer.from(first.next, 'base64url').toString())).toEqual([first.items[1]!.id]);
      const rest = await ok(
        reader.client.get<{ items: CollectionItem[]; next: null }>(
          `collections/${b}/items?limit=2&cursor=${first.next}`,
        ),
      );
      expect([titles([...first.items, ...rest.items]), rest.next]).toEqual([Array(3).fill('公开的'), null]);
      expect(titles(await items(lead, b))).toEqual([
        ...['校内的', '公开的', '校内的', '校内的'],
        ...['校内的', '公开的', '校内的', '公开的'],
      ]);
    });

    it('marks for curators whom of the audience an item leaves out, and the owner is asked to widen in one click', async () => {
      const own1 = await resource(lead, own, '只给本校', SCHOOL);
      const open = await resource(lead, own, '给集团', GROUP());
      const { id } = await draft(lead);
      const { ids } = await ok(add(lead, id, [of(own1), of(open)]));
      await publish(lead, id);
      const [first, second] = await items(lead, id, 'curating');
      expect(first!.curating).toMatchObject({
        gap: null,
        unseenBy: [{ kind: 'school', name: '乙校' }],
        askedAt: null,
        mayWiden: true,
      });
      expect(second!.curating).toMatchObject({ unseenBy: [], unseenMore: 0 });
      const ask = (itemId: Id, by = lead) => by.client.post(`collections/${id}/items/${itemId}/widening`);
      expect((await ask(ids[1]!)).status).toBe(409);
      expect((await ask(ids[0]!, reader)).status).toBe(404);
      expect((await ask(ids[0]!)).status).toBe(204);
      expect((await ask(ids[0]!)).status).toBe(204);
      expect((await items(lead, id, 'curating'))[0]!.curating!.askedAt).not.toBeNull();
      const asked = (by: Signed) => ok(by.client.get<{ items: WideningView[] }>('widenings'));
      expect((await asked(lead)).items).toMatchObject([
        {
          by: { name: '组长' },
          resource: { id: own1.id, title: '只给本校' },
          collection: { id, title: '一次函数单元' },
          unseenBy: [{ name: '乙校' }],
        },
      ]);
      expect((await asked(reader)).items).toEqual([]);
      const { rev } = await ok(lead.client.get<ResourceView>(`resources/${own1.id}`));
      await ok(
        lead.client.post(`resources/${own1.id}/publish`, { audience: GROUP() }, { 'if-match': `"${rev}"` }),
      );
      expect((await asked(lead)).items).toEqual([]);
      expect((await items(lead, id, 'curating'))[0]!.curating).toMatchObject({ unseenBy: [], askedAt: null });
    });

    it('nobody collects what they may not see, and a curator learns no more of an item than they may see', async () => {
      const secret = await resource(lead, own, '校内的', SCHOOL);
      const { id } = await draft(lead);
      await ok(add(lead, id, [of(secret, '给本校老师')]));
      await ok(
        lead.client.request('PUT', `collections/${id}/grants`, {
          to: { kind: 'user', id: curator.id, schoolId: sister },
          right: 'edit',
        }),
      );
      expect((await add(curator, id, [of(secret)])).status).toBe(404);
      const [gap] = await items(curator, id, 'curating');
      expect(gap).toMatchObject({
        resource: null,
        fileId: null,
        note: '给本校老师',
        curating: { gap: 'away', addedBy: { name: '组长' }, unseenBy: [] },
      });
      expect(JSON.stringify(gap)).not.toContain(secret.id);
      expect(await items(curator, id)).toEqual([]);
      expect((await curator.client.post(`collections/${id}/items/${gap!.id}/widening`)).status).toBe(404);
      // Editing is not managing.
      expect((await curator.client.get(`collections/${id}/grants`)).status).toBe(404);
      expect((await change(curator, 'POST', id, '/publish', { audience: SCHOOL })).status).toBe(404);
    });

    it('shows curators a quiet gap where something was deleted or withdrawn, and readers nothing', async () => {
      const gone = await resource(curator, sister, '删掉的', GROUP());
      const down = await resource(curator, sister, '下架的', GROUP());
      const stays = await resource(lead, own, '留下的', GROUP());
      const { id } = await draft(lead);
      await ok(add(lead, id, [of(gone), of(down), of(stays)]));
      await publish(lead, id);
      expect(titles(await items(reader, id))).toEqual(['删掉的', '下架的', '留下的']);
      await curator.client.delete(`resources/${gone.id}`);
      await curator.client.post(`resources/${down.id}/withdraw`);
      expect(titles(await items(reader, id))).toEqual(['留下的']);
      // The owner still sees what is theirs, but not as part of the collection.
      expect(titles(await items(curator, id))).toEqual(['留下的']);
      expect((await items(lead, id, 'curating')).map((item) => item.curating!.gap)).toEqual([
        'away',
        'away',
        null,
      ]);
      await ok(
        lead.client.request('PUT', `collections/${id}/grants`, {
          to: { kind: 'user', id: curator.id, schoolId: sister },
          right: 'edit',
        }),
      );
      expect((await items(curator, id, 'curating')).map((item) => item.curating!.gap)).toEqual([
        'trashed',
        'withdrawn',
        null,
      ]);
    });

    it('shows nothing of a collection that may not be seen, inside another either', async () => {
      const inner = await draft(lead, { title: '校内合集' });
      const outer = await draft(lead, { title: '集团合集' });
      await publish(lead, inner.id, SCHOOL);
      await ok(add(lead, outer.id, [{ kind: 'collection', collectionId: inner.id }]));
      await publish(lead, outer.id);
      expect(titles(await items(lead, outer.id))).toEqual(['校内合集']);
      expect(await items(reader, outer.id)).toEqual([]);
      expect((await view(reader, outer.id)).sections).toEqual([]);
    });
  });

  it('hold no circle, however long, and undoing does not close one', async () => {
    const [a, b, c] = [await draft(lead), await draft(lead), await draft(lead)];
    const nest = (outer: CollectionView, inner: CollectionView) =>
      add(lead, outer.id, [{ kind: 'collection', collectionId: inner.id }]);
    expect((await nest(a, a)).body.code).toBe('collection_cycle');
    await ok(nest(a, b));
    const { ids } = await ok(nest(b, c));
    expect((await nest(c, a)).body.code).toBe('collection_cycle');
    expect(await items(lead, c.id)).toEqual([]);
    await change(lead, 'POST', b.id, '/items/remove', { itemIds: ids });
    await ok(nest(c, a));
    expect((await change(lead, 'POST', b.id, '/undo')).body.code).toBe('collection_cycle');
  });

  it('that would close a circle through one that the actor may not see are refused without a word of that one', async () => {
    const outer = await draft(reader);
    await publish(reader, outer.id);
    const inner = await draft(lead);
    const hidden = await ok(lead.client.post<CollectionView>('collections', { title: '还没有人知道的合集' }));
    await ok(add(lead, hidden.id, [{ kind: 'collection', collectionId: outer.id }]));
    await ok(add(lead, inner.id, [{ kind: 'collection', collectionId: hidden.id }]));
    await publish(lead, inner.id);
    expect((await reader.client.get(`collections/${hidden.id}`)).status).toBe(404);
    const answer = await add(reader, outer.id, [{ kind: 'collection', collectionId: inner.id }]);
    expect(answer).toMatchObject({ status: 422, body: { code: 'collection_cycle' } });
    expect(JSON.stringify(answer.body)).not.toMatch(new RegExp(`${hidden.id}|${hidden.title}`));
  });

  it('of two collections put into each other at once, one is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await draft(lead), await draft(lead)];
      const answers = await Promise.all([
        add(lead, a.id, [{ kind: 'collection', collectionId: b.id }]),
        add(lead, b.id, [{ kind: 'collection', collectionId: a.id }]),
      ]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422]);
    }
  });

  it('are put in order by one of two curators at once; the other is told', async () => {
    const list = await Promise.all(['甲', '乙', '丙'].map((title) => resource(lead, own, title, GROUP())));
    const { id, sections } = await draft(lead);
    const { ids } = await ok(
      add(
        lead,
        id,
        list.map((one) => of(one)),
      ),
    );
    const { rev } = await view(lead, id);
    const move = (itemId: Id) =>
      lead.client.post<{ code?: string }>(
        `collections/${id}/items/move`,
        { itemIds: [itemId], sectionId: sections[0]!.id, afterId: null },
        { 'if-match': `"${rev}"` },
      );
    const answers = await Promise.all([move(ids[1]!), move(ids[2]!)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    expect(
      (
        await lead.client.post(`collections/${id}/items/move`, {
          itemIds: [ids[0]!],
          sectionId: sections[0]!.id,
          afterId: null,
        })
      ).status,
    ).toBe(428);
  });

  it('write down who changed what and when, and take the last change back, one after the other', async () => {
    const one = await resource(lead, own, '甲', GROUP());
    const { id, sections } = await draft(lead, { title: '旧名' });
    const { ids } = await ok(
      add(lead, id, [of(one), { kind: 'link', url: 'https://example.org/', title: '链接' }]),
    );
    await change(lead, 'PATCH', id, '', { title: '新名' });
    await change(lead, 'POST', id, '/items/move', {
      itemIds: [ids[1]!],
      sectionId: sections[0]!.id,
      afterId: null,
    });
    await change(lead, 'PATCH', id, `/items/${ids[0]!}`, { note: '看第三页' });
    await publish(lead, id);
    const history = async () =>
      (await ok(lead.client.get<{ items: CollectionChange[] }>(`collections/${id}/history`))).items;
    expect((await history()).map(({ what, count, by }) => [what, count, by.name])).toEqual([
      ['publish', null, '组长'],
      ['item_edit', 1, '组长'],
      ['items_move', 1, '组长'],
      ['describe', null, '组长'],
      ['items_add', 2, '组长'],
      ['create', null, '组长'],
    ]);
    expect((await view(lead, id)).undoable).toMatchObject({ what: 'item_edit', by: { name: '组长' } });
    const undo = () => change(lead, 'POST', id, '/undo');
    await undo();
    expect((await items(lead, id)).map((item) => item.note)).toEqual(['', '']);
    await undo();
    expect(titles(await items(lead, id))).toEqual(['甲', '链接']);
    await undo();
    expect((await view(lead, id)).title).toBe('旧名');
    await undo();
    expect(await items(lead, id)).toEqual([]);
    // Who may see it is decided, not undone.
    expect((await view(lead, id)).state).toBe('published');
    expect((await undo()).body.code).toBe('nothing_to_undo');
    expect((await history()).filter((entry) => entry.undone)).toHaveLength(4);
    expect((await reader.client.get(`collections/${id}/history`)).status).toBe(404);
  });

  it('give back a section that was removed with everything in it; the last one stays', async () => {
    const one = await resource(lead, own, '甲', GROUP());
    const { id, sections } = await draft(lead);
    await ok(add(lead, id, [of(one)]));
    expect((await change(lead, 'DELETE', id, `/sections/${sections[0]!.id}`)).status).toBe(409);
    await ok(lead.client.post(`collections/${id}/sections`, { title: '后来', afterId: null }));
    expect((await view(lead, id)).sections.map((section) => section.title)).toEqual(['后来', '']);
    await change(lead, 'DELETE', id, `/sections/${sections[0]!.id}`);
    expect(await items(lead, id)).toEqual([]);
    await change(lead, 'POST', id, '/undo');
    expect(titles(await items(lead, id))).toEqual(['甲']);
  });

  it('take pages and seconds only as far as a file has them', async () => {
    const one = await resource(lead, own, '讲义', GROUP());
    const fileId = (await ok(lead.client.get<ResourceView>(`resources/${one.id}`))).fullFiles[0]!.id;
    const { id } = await draft(lead);
    const refused = async (item: object) => (await add(lead, id, [item])).body.code;
    // a text has neither
    expect(await refused({ kind: 'pages', resourceId: one.id, fileId, from: 1, to: 2 })).toBe(
      'range_invalid',
    );
    expect(await refused({ kind: 'span', resourceId: one.id, fileId, from: 0, to: 20 })).toBe(
      'range_invalid',
    );
    expect(await refused({ kind: 'pages', resourceId: one.id, fileId: one.id, from: 1, to: 2 })).toBe(
      'not_found',
    );
    expect(await refused({ kind: 'link', url: 'javascript:alert(1)', title: 'x' })).toBe('invalid_request');
  });

  it('go to the trash, come back, and are erased with everything when their time is over', async () => {
    const { id } = await draft(lead);
    await publish(lead, id);
    expect((await lead.client.delete(`collections/${id}`)).status).toBe(204);
    expect((await reader.client.get(`collections/${id}`)).status).toBe(404);
    const scope = async (name: string) =>
      (await ok(lead.client.get<{ items: { id: Id }[] }>(`collections?scope=${name}&limit=100`))).items.map(
        (c) => c.id,
      );
    expect(await scope('trash')).toContain(id);
    expect(await scope('curated')).not.toContain(id);
    expect((await change(lead, 'PATCH', id, '', { title: '改' })).status).toBe(409);
    await ok(lead.client.post(`collections/${id}/restore`));
    expect((await reader.client.get(`collections/${id}`)).status).toBe(200);
    await lead.client.delete(`collections/${id}`);
    program.clock.advance(1);
    await program.get(CollectionPublisher).empty(program.clock.now());
    expect(await scope('trash')).not.toContain(id);
    for (const table of ['collection_section', 'collection_change', 'collection_grant'])
      expect(await program.query(`SELECT 1 FROM ${table} WHERE collection_id = ?`, [id])).toEqual([]);
    expect(await program.query('SELECT 1 FROM access_entry WHERE object_id = ?', [id])).toEqual([]);
  });

  it('end for a school that leaves the group, and are there again when it comes back', async () => {
    const { id } = await draft(lead);
    await publish(lead, id);
    expect((await reader.client.get(`collections/${id}`)).status).toBe(200);
    const [link] = await program.query<{ id: Id }>('SELECT id FROM school_link WHERE school_id = ?', [
      sister,
    ]);
    const admin = await program.person('boss', '管理员', [
      { scope: 'group', scopeId: group, role: 'group_admin', from: program.clock.now() - DAY },
    ]);
    const until = new Date(program.clock.now() + DAY).toISOString();
    await ok(admin.client.patch(`school-links/${link!.id}`, { until }));
    program.clock.advance(2 * DAY);
    expect((await reader.client.get(`collections/${id}`)).status).toBe(404);
    await ok(admin.client.patch(`school-links/${link!.id}`, { until: null }));
    expect((await reader.client.get(`collections/${id}`)).status).toBe(200);
  });

  it('leave what was done in the audit record, and nothing waiting for the index', async () => {
    const rows = await program.query<{ action: string }>(
      `SELECT DISTINCT action FROM audit_entry WHERE object_type = 'collection' ORDER BY action`,
    );
    expect(rows.map((row) => row.action)).toEqual(
      expect.arrayContaining([
        'collection.ask',
        'collection.create',
        'collection.grant',
        'collection.items_add',
        'collection.items_move',
        'collection.publish',
        'collection.undo',
      ]),
    );
    const waiting = await program.query(
      'SELECT p.object_id FROM access_pending p JOIN collection c ON c.id = p.object_id',
    );
    expect(waiting).toEqual([]);
  });
});
