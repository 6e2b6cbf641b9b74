import {
  MOST_COUNTED,
  type CollectionView,
  type NoticeView,
  type ResourceView,
} from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import { newId, type Id } from '../../src/kernel/ids.js';
import { NOTICES_KEPT_MS, NoticesJobs } from '../../src/modules/notices/index.js';
import { LiveBus } from '../../src/platform/live/index.js';
import { NoticeBoard, NoticesRepository } from '../../src/platform/notices/index.js';
import { ok } from '../support/ok.js';
import { Program, type Signed } from '../support/program.js';

describe('notices', () => {
  let program: Program;
  let group: Id;
  let own: Id;
  let author: Signed;
  let colleague: Signed;
  beforeAll(async () => {
    program = await Program.open();
    const from = program.clock.now() - 100 * DAY;
    group = await program.group('一集团');
    own = await program.school(group, '甲校', from);
    await program.school(group, '乙校', from);
    const teaches = [{ scope: 'school' as const, scopeId: own, role: 'teacher' as const, from }];
    author = await program.person('author', '作者', teaches);
    colleague = await program.person('colleague', '同事', teaches);
  });
  afterAll(() => program.close());
  beforeEach(async () => {
    program.clock.advance(1000);
    await program.transaction((tx) => tx.manager.query('DELETE FROM notice'));
  });

  async function resource(title: string): Promise<ResourceView> {
    const made = await ok(
      author.client.post<ResourceView>('resources', {
        title,
        type: 'material',
        linkUrl: 'https://example.org/',
      }),
    );
    return ok(
      author.client.post<ResourceView>(
        `resources/${made.id}/publish`,
        { audience: { preset: 'school' } },
        { 'if-match': `"${made.rev}"` },
      ),
    );
  }
  const grant = (path: string, right = 'edit') =>
    ok(
      author.client.request('PUT', `${path}/grants`, {
        to: { kind: 'user', id: colleague.id, schoolId: own },
        right,
      }),
    );
  const read = (by: Signed, query = '') =>
    ok(by.client.get<{ items: NoticeView[]; next: string | null }>(`notices${query}`));
  const unseen = async (by: Signed) => (await ok(by.client.get<{ count: number }>('notices/unseen'))).count;

  it('tell of a right that was given, on open pages at once, until it has been seen', async () => {
    const { id } = await resource('一起写的教案');
    const heard: unknown[] = [];
    const stop = program.get(LiveBus).subscribe(`user:${colleague.id}`, (news) => heard.push(news));
    await grant(`resources/${id}`);
    stop();
    expect(heard).toContainEqual({ type: 'notice' });
    const { items } = await read(colleague);
    expect(items).toMatchObject([
      {
        kind: 'resource_granted',
        seen: false,
        by: { id: author.id, name: '作者' },
        title: '一起写的教案',
        place: { page: 'resource', id },
      },
    ]);
    expect(await unseen(colleague)).toBe(1);
    expect(await unseen(author)).toBe(0);
    expect((await author.client.post(`notices/${items[0]!.id}/seen`)).status).toBe(404);
    await ok(colleague.client.post(`notices/${items[0]!.id}/seen`));
    await ok(colleague.client.post(`notices/${items[0]!.id}/seen`));
    expect(await unseen(colleague)).toBe(0);
    expect((await read(colleague)).items).toMatchObject([{ seen: true }]);
  });

  it('are of one piece with what they tell of: an act that fails leaves none', async () => {
    const { id } = await resource('自己的教案');
    const to = { kind: 'user', id: author.id, schoolId: own };
    expect((await author.client.request('PUT', `resources/${id}/grants`, { to, right: 'edit' })).status).toBe(
      409,
    );
    const told = program.transaction(async (tx) => {
      await program.get(NoticeBoard).tell(tx, {
        kind: 'resource_granted',
        subjectId: id,
        actorId: null,
        recipientIds: [author.id],
      });
      throw new Error('the act fails');
    });
    await expect(told).rejects.toThrow('the act fails');
    expect((await read(author)).items).toEqual([]);
  });

  it('never show what the recipient may not see now, nor count it', async () => {
    const { id } = await resource('会收回的教案');
    await grant(`resources/${id}`);
    const { body } = await author.client.post<CollectionView>('collections', { title: '会收回的合集' });
    await grant(`collections/${body.id}`);
    expect((await read(colleague)).items.map(({ kind }) => kind)).toEqual([
      'collection_granted',
      'resource_granted',
    ]);
    const key = `a:${colleague.id}:${own}`;
    for (const path of [`resources/${id}`, `collections/${body.id}`])
      await ok(author.client.delete(`${path}/grants/${key}`));
    expect((await colleague.client.get('notices')).body).toEqual({ items: [], next: null });
    expect(await unseen(colleague)).toBe(0);
  });

  it('tell owners that they are asked to widen, with the collection only where they may see it', async () => {
    const { id } = await resource('校内的教案');
    const { body } = await colleague.client.post<CollectionView>('collections', { title: '单元' });
    const { ids } = await ok(
      colleague.client.post<{ ids: Id[] }>(`collections/${body.id}/items`, {
        items: [{ kind: 'resource', resourceId: id }],
      }),
    );
    const publish = (audience: object, rev: number) =>
      ok(
        colleague.client.post<CollectionView>(
          `collections/${body.id}/publish`,
          { audience },
          { 'if-match': `"${rev}"` },
        ),
      );
    const { rev } = await publish({ preset: 'group', groupIds: [group] }, body.rev! + 1);
    await ok(colleague.client.post(`collections/${body.id}/items/${ids[0]}/widening`));
    const notice = { kind: 'widening', title: '校内的教案', place: { page: 'resource', id } };
    expect((await read(author)).items).toMatchObject([{ ...notice, within: '单元' }]);
    await publish({ preset: 'self' }, rev!);
    expect((await read(author)).items).toMatchObject([{ ...notice, within: null }]);
  });

  it('are one, the latest, while unseen; what was seen is told again', async () => {
    const { id } = await resource('教案');
    await grant(`resources/${id}`, 'edit');
    await grant(`resources/${id}`, 'manage');
    const [first, ...more] = (await read(colleague)).items;
    expect(more).toEqual([]);
    await ok(colleague.client.post(`notices/${first!.id}/seen`));
    program.clock.advance(1000);
    await grant(`resources/${id}`, 'edit');
    expect((await read(colleague)).items.map(({ seen }) => seen)).toEqual([false, true]);
  });

  /** Notices of rights to `ids`, oldest first. */
  const tell = async (ids: readonly Id[]) => {
    for (const subjectId of ids) {
      program.clock.advance(10);
      await program.transaction((tx) =>
        program.get(NoticeBoard).tell(tx, {
          kind: 'resource_granted',
          subjectId,
          actorId: null,
          recipientIds: [author.id],
        }),
      );
    }
  };

  it('come in whole pages, whatever of them is hidden, and are seen up to the one that was shown', async () => {
    const shown = [await resource('一'), await resource('二'), await resource('三')].map(({ id }) => id);
    const hidden = Array.from({ length: 130 }, () => newId());
    await tell([shown[0]!, ...hidden.slice(0, 65), shown[1]!, ...hidden.slice(65), shown[2]!]);
    const first = await read(author, '?limit=2');
    expect(first.items.map(({ title }) => title)).toEqual(['三', '二']);
    const second = await read(author, `?limit=2&cursor=${first.next}`);
    expect(second).toMatchObject({ items: [{ title: '一' }], next: null });
    expect(await unseen(author)).toBe(3);
    await ok(author.client.post('notices/seen', { until: first.items[1]!.id }));
    expect(await unseen(author)).toBe(1);
    expect((await read(author)).items.map(({ seen }) => seen)).toEqual([false, true, true]);
  });

  it('behind a thousand that concern their reader no more are on the next page: no request looks at all of them', async () => {
    const { id } = await resource('很久以前的教案');
    await grant(`resources/${id}`);
    const at = program.clock.now();
    await program.transaction((tx) =>
      program.get(NoticesRepository).insert(
        tx,
        Array.from({ length: 1_000 }, () => ({
          ...{ id: newId(at + 1), recipientId: colleague.id, kind: 'resource_granted' },
          ...{ subjectId: newId(at), actorId: author.id, at: at + 1, since: null, seenAt: null },
          mailId: null,
        })),
      ),
    );
    const first = await read(colleague);
    expect(first).toMatchObject({ items: [], next: expect.any(String) as string });
    expect(await unseen(colleague)).toBe(0);
    const second = await read(colleague, `?cursor=${first.next!}`);
    expect(second).toMatchObject({ items: [{ title: '很久以前的教案' }], next: null });
  });

  it('are counted up to a hundred', async () => {
    const ids: Id[] = [];
    for (let i = 0; i < MOST_COUNTED + 5; i += 1) ids.push((await resource(`第 ${i} 份`)).id);
    await tell(ids);
    expect(await unseen(author)).toBe(MOST_COUNTED);
  }, 60_000);

  it('are kept for a bounded time', async () => {
    const { id } = await resource('旧的');
    await tell([id]);
    program.clock.advance(NOTICES_KEPT_MS - DAY);
    await program.get(NoticesJobs).sweep();
    expect((await read(author)).items).toHaveLength(1);
    program.clock.advance(2 * DAY);
    await program.get(NoticesJobs).sweep();
    expect(await program.query('SELECT 1 FROM notice')).toEqual([]);
  });
});
