import type { CollectionChange, CollectionView } from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import { ok } from '../support/ok.js';
import { itemsOf, of, openShelf, SCHOOL, viewOf, type Shelf } from '../support/shelf.js';
import type { Signed } from '../support/program.js';

describe('copying a collection', () => {
  let shelf: Shelf;
  beforeAll(async () => {
    shelf = await openShelf();
  });
  afterAll(() => shelf?.program.close());

  const copy = (by: Signed, id: Id, body: object = {}) =>
    by.client.post<CollectionView & { code?: string }>(`collections/${id}/copy`, body);
  const link = { kind: 'link', url: 'https://example.org/tool', title: '画图工具', note: '课上用' };

  it('makes a draft of the reader’s own: words, sections, texts, items and notes, in order', async () => {
    const { lead, reader, sister, GROUP, resource, collection } = shelf;
    const [plan, slides] = [await resource('教案', GROUP), await resource('课件', GROUP)];
    const inner = await collection(GROUP, { title: '里面的' }, []);
    const facts = { title: '一次函数单元', summary: '从变化说起', stage: 'junior', subject: 'math' };
    const id = await collection(GROUP, facts, [
      { items: [of(plan, '先看这份'), link] },
      { title: '第二课时', text: '先复习', items: [of(slides), { kind: 'collection', collectionId: inner }] },
      { title: '只有话', text: '留给作业', items: [] },
    ]);
    const { status, body } = await copy(reader, id);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...facts,
      state: 'draft',
      audience: null,
      right: 'manage',
      author: { name: '读者' },
      school: { id: sister },
      copiedFrom: { id, title: '一次函数单元', author: { name: '组长' }, school: { name: '甲校' } },
    });
    expect(body.sections.map(({ title, text }) => [title, text])).toEqual([
      ['', ''],
      ['第二课时', '先复习'],
      ['只有话', '留给作业'],
    ]);
    const facts1 = (items: Awaited<ReturnType<typeof itemsOf>>) =>
      items.map(({ kind, note, resource: r, collection: c, link: l }) => [kind, r?.id ?? c?.id ?? l, note]);
    expect(facts1(await itemsOf(reader, body.id))).toEqual(facts1(await itemsOf(lead, id)));
    // It is theirs alone, and the one it came from stays as it was.
    expect((await lead.client.get(`collections/${body.id}`)).status).toBe(404);
    expect(await viewOf(lead, id)).toMatchObject({ state: 'published', copiedFrom: null });
    const history = await ok(
      reader.client.get<{ items: CollectionChange[] }>(`collections/${body.id}/history`),
    );
    expect(history.items.map(({ what, count }) => [what, count])).toEqual([['copy', 4]]);
    const [row] = await shelf.program.query<{ actor_id: Id; detail: string }>(
      `SELECT actor_id, detail FROM audit_entry WHERE action = 'collection.copy' AND object_id = ?`,
      [body.id],
    );
    expect(row!.actor_id).toBe(reader.id);
    expect(JSON.parse(row!.detail)).toMatchObject({ from: id, count: 4 });
  });

  it('takes along nothing that the reader may not see: the copy is as if it had never been there', async () => {
    const { reader, GROUP, resource, collection } = shelf;
    const [open, secret] = [await resource('公开的', GROUP), await resource('校内的', SCHOOL)];
    const inner = await collection(SCHOOL, { title: '校内合集' }, []);
    const hidden = [of(secret, '给本校'), { kind: 'collection', collectionId: inner }];
    const told = async (withHidden: boolean) => {
      const more = withHidden ? hidden : [];
      const id = await collection(GROUP, {}, [
        { items: [...more, of(open), ...more] },
        ...(withHidden ? [{ title: '校内', items: hidden }] : []),
      ]);
      const made = (await copy(reader, id)).body;
      const ids = [made.id];
      const [items] = await shelf.program.query<{ n: number }>(
        'SELECT COUNT(*) AS n FROM collection_item WHERE collection_id = ?',
        ids,
      );
      const rows = await shelf.program.query<{ position: number }>(
        'SELECT position FROM collection_section WHERE collection_id = ? UNION ALL ' +
          'SELECT position FROM collection_item WHERE collection_id = ?',
        [...ids, ...ids],
      );
      const shown = await itemsOf(reader, made.id, 'curating');
      return {
        sections: made.sections.map(({ title }) => title),
        items: shown.map(({ resource: one, note }) => [one?.title, note]),
        stored: [Number(items!.n), rows],
        history: (
          await ok(reader.client.get<{ items: CollectionChange[] }>(`collections/${made.id}/history`))
        ).items[0]!.count,
      };
    };
    expect(await told(true)).toEqual(await told(false));
  });

  it('of a collection in which one sees nothing is an empty draft', async () => {
    const { reader, GROUP, resource, collection } = shelf;
    const secret = await resource('校内的', SCHOOL);
    const id = await collection(GROUP, { title: '空的' }, [{ items: [of(secret)] }]);
    const { body } = await copy(reader, id);
    expect(body.sections).toMatchObject([{ title: '', text: '' }]);
    expect(await itemsOf(reader, body.id, 'curating')).toEqual([]);
  });

  it('says where it came from only to those who may see that now', async () => {
    const { lead, reader, GROUP, collection } = shelf;
    const id = await collection(GROUP, { title: '来源' }, []);
    const made = (await copy(reader, id)).body;
    expect((await viewOf(reader, made.id)).copiedFrom).toMatchObject({ title: '来源' });
    await ok(lead.client.post(`collections/${id}/withdraw`));
    expect((await viewOf(reader, made.id)).copiedFrom).toBeNull();
    const { rev } = await viewOf(reader, made.id);
    const revised = { 'if-match': `"${rev}"` };
    await ok(reader.client.post(`collections/${made.id}/publish`, { audience: GROUP }, revised));
    expect((await viewOf(lead, made.id)).copiedFrom).toMatchObject({ id });
    await lead.client.delete(`collections/${id}`);
    expect((await viewOf(lead, made.id)).copiedFrom).toBeNull();
  });

  it('has sections whose ids do not tell whether there are more', async () => {
    const { reader, GROUP, collection } = shelf;
    const words = ['', '一', '二', '三', '四'].map((title) => ({ title, text: title, items: [] }));
    const id = await collection(GROUP, {}, words);
    const { sections } = (await copy(reader, id)).body;
    const counters = sections.map((section) => parseInt(section.id.slice(15, 18), 16));
    expect(counters).toHaveLength(4);
    expect(counters.every((counter, i) => i === 0 || counter === counters[i - 1]! + 1)).toBe(false);
  });

  it('is made once for a request that is sent twice, and in the name of a school of one’s own', async () => {
    const { lead, reader, own, GROUP, collection } = shelf;
    const id = await collection(GROUP, {}, []);
    const key = { 'idempotency-key': 'c0ffee00-0000-4000-8000-000000000001' };
    const twice = () => reader.client.post<CollectionView>(`collections/${id}/copy`, {}, key);
    const [first, second] = [await twice(), await twice()];
    expect([first.status, second.body.id]).toEqual([201, first.body.id]);
    expect((await copy(reader, id, { schoolId: own })).status).toBe(403);
    expect((await copy(lead, id, { schoolId: own })).status).toBe(201);
  });
});
