import { MOST_FOLLOWED, type CollectionCard, type NoticeView } from '../../src/contracts/index.js';
import { HOUR, MINUTE } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { FollowerNews } from '../../src/modules/curation/following/follower-news.js';
import { GATHERED_FOR_MS } from '../../src/modules/curation/curation.queue.js';
import { LiveBus } from '../../src/platform/live/index.js';
import { eventually } from '../support/eventually.js';
import { ok } from '../support/ok.js';
import type { Program, Signed } from '../support/program.js';
import { itemsOf, of, openShelf, SCHOOL, viewOf, type Shelf } from '../support/shelf.js';

describe('following a collection', () => {
  let program: Program;
  let shelf: Shelf;
  let own: Id;
  let lead: Signed;
  let reader: Signed;
  let outsider: Signed;
  let curator: Signed;
  let id: Id;
  beforeAll(async () => {
    shelf = await openShelf();
    ({ program, own, lead, reader, outsider } = shelf);
    curator = await shelf.teacher('curator', '同事', own);
  });
  afterAll(() => program.close());
  beforeEach(async () => {
    await forgetJobs();
    program.clock.advance(HOUR);
    id = await shelf.collection(shelf.GROUP, { title: '一次函数单元' }, [{ items: [link('先前就有')] }]);
    const to = { kind: 'user', id: curator.id, schoolId: own };
    await ok(lead.client.request('PUT', `collections/${id}/grants`, { to, right: 'edit' }));
    await program.write('DELETE FROM notice');
    program.clock.advance(MINUTE);
  });

  const link = (title: string) => ({ kind: 'link', url: 'https://example.org/', title });
  const put = (by: Signed, which = id) => by.client.request('PUT', `collections/${which}/follow`);
  const follow = async (by: Signed) => {
    await ok(put(by));
    program.clock.advance(MINUTE);
  };
  const unfollow = (by: Signed) => ok(by.client.delete(`collections/${id}/follow`));
  const add = async (by: Signed, ...items: object[]) => {
    program.clock.advance(1000);
    return (await ok(by.client.post<{ ids: Id[] }>(`collections/${id}/items`, { items }))).ids;
  };
  /** What is done to a collection at the revision it has. */
  const act = async (by: Signed, what: string, body: object = {}) => {
    program.clock.advance(1000);
    const { rev } = await viewOf(lead, id);
    await ok(by.client.post(`collections/${id}/${what}`, body, { 'if-match': `"${rev}"` }));
  };
  const remove = (by: Signed, ...itemIds: Id[]) => act(by, 'items/remove', { itemIds });
  const forgetJobs = () => program.write(`DELETE FROM outbox_job WHERE name = 'curation.tell-followers'`);
  /** As the job does, once the changes have been gathered; in its stead. */
  const told = async () => {
    await forgetJobs();
    program.clock.advance(GATHERED_FOR_MS);
    await program.get(FollowerNews).tell(id);
  };
  const noticesOf = async (by: Signed) =>
    (await ok(by.client.get<{ items: NoticeView[] }>('notices?limit=100'))).items;
  const newsOf = async (by: Signed) => (await noticesOf(by)).map(({ news }) => news);
  const followed = async (by: Signed) =>
    (await ok(by.client.get<{ items: CollectionCard[] }>('collections?scope=followed'))).items;
  const waiting = async () =>
    (await program.query<{ id: Id }>(`SELECT id FROM outbox_job WHERE name = 'curation.tell-followers'`)).map(
      (row) => row.id,
    );

  it('is for whoever sees it and it is published, on its page and in their list, until they want it no more', async () => {
    expect((await viewOf(reader, id)).following).toBe(false);
    await follow(reader);
    await follow(reader);
    expect((await viewOf(reader, id)).following).toBe(true);
    expect((await viewOf(lead, id)).following).toBe(false);
    expect(await followed(reader)).toMatchObject([{ id, following: true }]);
    expect(await followed(lead)).toEqual([]);
    expect((await put(outsider)).status).toBe(404);
    await ok(lead.client.post(`collections/${id}/withdraw`));
    expect((await put(lead)).status).toBe(409);
    expect(await followed(reader)).toEqual([]);
    await act(lead, 'publish', { audience: shelf.GROUP });
    expect(await followed(reader)).toHaveLength(1);
    await unfollow(reader);
    await unfollow(reader);
    expect(await followed(reader)).toEqual([]);
    await forgetJobs();
    await add(lead, link('没人听见'));
    expect(await waiting()).toEqual([]);
  });

  it('gathers what comes together into one notice, which says how much came and went', async () => {
    const [old] = (await itemsOf(reader, id)).map((item) => item.id);
    await follow(reader);
    for (let i = 0; i < 30; i += 1) await add(i % 2 ? lead : curator, link(`第 ${i} 个`));
    const [brief] = await add(lead, link('放错了'));
    await remove(lead, brief!, old!);
    expect(await waiting()).toHaveLength(1);
    await told();
    expect(await noticesOf(reader)).toMatchObject([
      {
        kind: 'collection_changed',
        by: null,
        seen: false,
        title: '一次函数单元',
        news: { added: 30, removed: 1, reopened: false },
        place: { page: 'collection', id },
      },
    ]);
  });

  it('tells at once on open pages, ten minutes after the first change, by the queue alone', async () => {
    await follow(reader);
    const heard: unknown[] = [];
    const stop = program.get(LiveBus).subscribe(`user:${reader.id}`, (news) => heard.push(news));
    await add(lead, link('一项'));
    program.clock.advance(GATHERED_FOR_MS - 2000);
    await add(lead, link('又一项'));
    program.clock.advance(2000);
    await eventually('the notice', async () => (await newsOf(reader)).length > 0);
    stop();
    expect(await newsOf(reader)).toEqual([{ added: 2, removed: 0, reopened: false }]);
    expect(heard).toEqual([{ type: 'notice' }]);
  });

  it('adds to what was not seen, begins anew after what was, and says nothing twice', async () => {
    await follow(reader);
    await add(lead, link('甲'));
    await told();
    await told();
    await add(lead, link('乙'), link('丙'));
    await told();
    const [first, ...none] = await noticesOf(reader);
    expect(none).toEqual([]);
    expect(first).toMatchObject({ seen: false, news: { added: 3, removed: 0 } });
    await ok(reader.client.post(`notices/${first!.id}/seen`));
    await add(lead, link('丁'));
    await told();
    expect(await newsOf(reader)).toMatchObject([{ added: 1 }, { added: 3 }]);
  });

  it('tells nobody of what they did themselves', async () => {
    await follow(lead);
    await follow(curator);
    await add(lead, link('组长的'));
    await told();
    expect(await newsOf(lead)).toEqual([]);
    expect(await newsOf(curator)).toMatchObject([{ added: 1 }]);
    await add(curator, link('同事的'));
    await told();
    expect(await newsOf(lead)).toMatchObject([{ added: 1 }]);
    expect(await newsOf(curator)).toMatchObject([{ added: 1 }]);
  });

  it('counts nothing that the follower may not see, when told and when read', async () => {
    await follow(reader);
    const hidden = await shelf.resource('校内的', SCHOOL);
    const [hiddenItem] = await add(lead, of(hidden));
    const heard: unknown[] = [];
    const stop = program.get(LiveBus).subscribe(`user:${reader.id}`, (news) => heard.push(news));
    await told();
    await remove(lead, hiddenItem!);
    await told();
    stop();
    expect(heard).toEqual([]);
    expect(await program.query('SELECT id FROM notice WHERE recipient_id = ?', [reader.id])).toEqual([]);
    const shown = await shelf.resource('大家的', shelf.GROUP);
    await add(lead, of(shown), of(hidden));
    await told();
    expect(await newsOf(reader)).toMatchObject([{ added: 1 }]);
    const { rev } = await ok(lead.client.get<{ rev: number }>(`resources/${shown.id}`));
    const revised = { 'if-match': `"${rev}"` };
    await ok(lead.client.post(`resources/${shown.id}/publish`, { audience: SCHOOL }, revised));
    expect(await newsOf(reader)).toEqual([]);
    expect((await ok(reader.client.get<{ count: number }>('notices/unseen'))).count).toBe(0);
  });

  it('tells nobody who may not see the collection now, and all of it once they may again', async () => {
    await follow(reader);
    await add(lead, link('收回以前'));
    await ok(lead.client.post(`collections/${id}/withdraw`));
    await add(lead, link('草稿里'));
    await told();
    expect(await noticesOf(reader)).toEqual([]);
    await act(lead, 'publish', { audience: SCHOOL });
    await told();
    expect(await noticesOf(reader)).toEqual([]);
    await act(lead, 'publish', { audience: shelf.GROUP });
    await told();
    expect(await newsOf(reader)).toEqual([{ added: 2, removed: 0, reopened: true }]);
    await act(lead, 'publish', { audience: SCHOOL });
    expect(await noticesOf(reader)).toEqual([]);
  });

  it('hears of a section that went with what was in it, and of nothing that was put back in time', async () => {
    const section = (await ok(lead.client.post<{ id: Id }>(`collections/${id}/sections`, { title: '二' })))
      .id;
    await ok(
      lead.client.post(`collections/${id}/items`, { sectionId: section, items: [link('子'), link('丑')] }),
    );
    program.clock.advance(MINUTE);
    await follow(reader);
    const { rev } = await viewOf(lead, id);
    await ok(
      lead.client.request('DELETE', `collections/${id}/sections/${section}`, undefined, {
        'if-match': `"${rev}"`,
      }),
    );
    await told();
    expect(await newsOf(reader)).toMatchObject([{ added: 0, removed: 2 }]);
    await act(lead, 'undo');
    expect(await newsOf(reader)).toEqual([]);
  });

  it('ends with a collection that is gone, and has a bound for one person', async () => {
    await follow(reader);
    await add(lead, link('最后一项'));
    await ok(lead.client.delete(`collections/${id}`));
    await told();
    expect(await noticesOf(reader)).toEqual([]);
    await ok(lead.client.post(`collections/${id}/restore`));
    await told();
    expect(await newsOf(reader)).toEqual([{ added: 1, removed: 0, reopened: true }]);
    // Those that they may not see are as if they were not there.
    const rows = Array.from({ length: MOST_FOLLOWED }, (_, i) => `('gone-${i}', '${reader.id}', 1, 1)`);
    await program.write(
      `INSERT INTO collection_follow (collection_id, user_id, followed_at, heard_until) VALUES ${rows.join(', ')}`,
    );
    const second = await shelf.collection(shelf.GROUP, { title: '另一个' }, [{ items: [] }]);
    await ok(put(reader, second));
    const entry = (i: number) => `('collection', 'gone-${i}', 'u:${reader.id}', 'audience', 1, 0)`;
    await program.write(
      `INSERT INTO access_entry (object_type, object_id, principal, source, level, sort_time) VALUES ${rows.map((_, i) => entry(i)).join(', ')}`,
    );
    const third = await shelf.collection(shelf.GROUP, { title: '第三个' }, [{ items: [] }]);
    expect(await put(reader, third)).toMatchObject({ status: 422, body: { code: 'follows_full' } });
    await program.write(`DELETE FROM access_entry WHERE object_id LIKE 'gone-%'`);
    await program.write(`DELETE FROM collection_follow WHERE collection_id LIKE 'gone-%'`);
  });
});
