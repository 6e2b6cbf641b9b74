import {
  MOST_OPEN_PROPOSALS,
  type CollectionItem,
  type CollectionView,
  type NoticeView,
  type OwnProposal,
  type QueuedProposal,
  type ResourceView,
} from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import { newId, type Id } from '../../src/kernel/ids.js';
import { CollectionPublisher } from '../../src/modules/curation/index.js';
import { ProposalsRepository } from '../../src/modules/curation/proposals/proposals.repository.js';
import { ok } from '../support/ok.js';
import type { Program, Signed } from '../support/program.js';
import { openShelf } from '../support/shelf.js';

interface Answer<T> {
  status: number;
  body: T;
}
type Refusable<T> = Promise<Answer<T & { code?: string }>>;

describe('proposals for collections', () => {
  let program: Program;
  let group: Id;
  let own: Id;
  let sister: Id;
  let lead: Signed;
  let curator: Signed;
  let reader: Signed;
  let outsider: Signed;
  let collection: CollectionView;
  beforeAll(async () => {
    const shelf = await openShelf();
    ({ program, group, own, sister, lead, reader, outsider } = shelf);
    curator = await shelf.teacher('curator', '同事', own);
  });
  afterAll(() => program.close());
  beforeEach(async () => {
    collection = await published();
    program.clock.advance(1000);
  });

  /** A collection of the lead's for the group, curated by the colleague, too. */
  async function published(title = '一次函数单元'): Promise<CollectionView> {
    const { id, rev } = await ok(lead.client.post<CollectionView>('collections', { title }));
    const audience = { preset: 'group', groupIds: [group] };
    await ok(lead.client.post(`collections/${id}/publish`, { audience }, { 'if-match': `"${rev}"` }));
    const to = { kind: 'user', id: curator.id, schoolId: own };
    await ok(lead.client.request('PUT', `collections/${id}/grants`, { to, right: 'edit' }));
    return ok(lead.client.get<CollectionView>(`collections/${id}`));
  }
  /** A published resource of somebody's. */
  async function resource(by: Signed, title: string, audience: object): Promise<ResourceView> {
    const made = await ok(
      by.client.post<ResourceView>('resources', { title, type: 'material', linkUrl: 'https://example.org/' }),
    );
    return ok(
      by.client.post<ResourceView>(
        `resources/${made.id}/publish`,
        { audience },
        { 'if-match': `"${made.rev}"` },
      ),
    );
  }
  const GROUP = () => ({ preset: 'group', groupIds: [group] });
  const of = ({ id }: ResourceView) => ({ kind: 'resource', resourceId: id });
  const link = (name: string) => ({ kind: 'link', url: `https://example.org/${name}`, title: name });
  const propose = (by: Signed, item: object, reason = '课上用得着', id = collection.id) =>
    by.client.post(`collections/${id}/proposals`, { item, reason }) as Refusable<{ id: Id }>;
  const proposed = async (by: Signed, item: object, reason?: string) =>
    (await ok(propose(by, item, reason))).id;
  const queue = (by: Signed, query = '', id = collection.id) =>
    ok(
      by.client.get<{ items: QueuedProposal[]; next: string | null; open: number }>(
        `collections/${id}/proposals${query}`,
      ),
    );
  const mine = async (by: Signed) =>
    (await ok(by.client.get<{ items: OwnProposal[] }>('proposals?limit=100'))).items;
  const accept = (by: Signed, proposalId: Id, body: object = {}) =>
    by.client.post(`collections/${collection.id}/proposals/${proposalId}/accept`, body) as Refusable<{
      itemId: Id;
    }>;
  const decline = (by: Signed, proposalId: Id, reason = '已经有类似的了') =>
    by.client.post(`collections/${collection.id}/proposals/${proposalId}/decline`, {
      reason,
    }) as Refusable<object>;
  const withdraw = (by: Signed, proposalId: Id) =>
    by.client.post(`proposals/${proposalId}/withdraw`) as Refusable<object>;
  const notices = async (by: Signed) =>
    (await ok(by.client.get<{ items: NoticeView[] }>('notices?limit=100'))).items;
  const items = async (by: Signed) =>
    (await ok(by.client.get<{ items: CollectionItem[] }>(`collections/${collection.id}/items`))).items;
  const acts = async () =>
    (
      await program.query<{ action: string }>(
        'SELECT action FROM audit_entry WHERE object_id = ? ORDER BY id',
        [collection.id],
      )
    ).map((row) => row.action);

  it('are made by a reader of another school, accepted into a section, told, and undone like any change', async () => {
    const slides = await resource(reader, '乙校的课件', GROUP());
    const id = await proposed(reader, of(slides), '我们用过，效果好');
    expect(await queue(curator)).toMatchObject({
      open: 1,
      items: [{ id, state: 'open', by: { name: '读者' }, reason: '我们用过，效果好' }],
    });
    for (const who of [lead, curator])
      expect((await notices(who))[0]).toMatchObject({
        kind: 'proposal_made',
        seen: false,
        by: { name: '读者' },
        title: '一次函数单元',
        place: { page: 'queue', id: collection.id },
      });
    const sectionId = collection.sections[0]!.id;
    await ok(accept(curator, id, { sectionId, note: '先看这份' }));
    expect(await items(reader)).toMatchObject([{ resource: { id: slides.id }, note: '先看这份', sectionId }]);
    expect((await queue(lead)).open).toBe(0);
    expect((await queue(lead, '?state=decided')).items).toMatchObject([
      { id, state: 'accepted', decision: { by: { name: '同事' }, reason: null } },
    ]);
    expect((await notices(reader))[0]).toMatchObject({
      kind: 'proposal_accepted',
      by: { name: '同事' },
      title: '乙校的课件',
      within: '一次函数单元',
    });
    expect((await mine(reader))[0]).toMatchObject({
      id,
      state: 'accepted',
      collection: { id: collection.id },
    });
    expect(await acts()).toEqual(
      expect.arrayContaining(['collection.propose', 'collection.accept', 'collection.items_add']),
    );
    const { rev } = await ok(lead.client.get<CollectionView>(`collections/${collection.id}`));
    await ok(lead.client.post(`collections/${collection.id}/undo`, {}, { 'if-match': `"${rev}"` }));
    expect(await items(reader)).toEqual([]);
  });

  it('may be of every kind that a collection holds', async () => {
    const inner = await published('另一个合集');
    const slides = await resource(reader, '课件', GROUP());
    const fileId = await program.attach(slides.id, { id: reader.id, schoolId: sister }, '讲义');
    await program.write(`UPDATE file_blob SET kind = 'pdf'`);
    const kinds = [
      of(slides),
      { kind: 'pages', resourceId: slides.id, fileId, from: 1, to: 1 },
      link('tool'),
      { kind: 'collection', collectionId: inner.id },
    ];
    for (const item of kinds) await ok(accept(lead, await proposed(reader, item)));
    expect((await items(lead)).map((item) => item.kind)).toEqual(kinds.map((item) => item.kind));
  });

  it('are declined with a reason that the proposer reads, and withdrawn by the proposer alone', async () => {
    const declined = await proposed(reader, link('a'));
    await ok(decline(lead, declined, '已经有类似的了'));
    expect((await notices(reader))[0]).toMatchObject({ kind: 'proposal_declined', text: '已经有类似的了' });
    expect((await mine(reader))[0]).toMatchObject({
      state: 'declined',
      decision: { reason: '已经有类似的了', by: { name: '组长' } },
    });
    const given = await proposed(reader, link('b'));
    expect((await withdraw(lead, given)).status).toBe(404);
    await ok(withdraw(reader, given));
    expect(await queue(lead)).toMatchObject({ items: [], open: 0 });
    expect((await queue(lead, '?state=decided')).items.map(({ id }) => id)).toEqual([declined]);
  });

  it('change once: every later act is told that it comes too late', async () => {
    const ends: ((id: Id) => Refusable<object>)[] = [
      (id) => accept(lead, id),
      (id) => decline(lead, id),
      (id) => withdraw(reader, id),
    ];
    for (const [at, end] of ends.entries()) {
      const id = await proposed(reader, link(`end-${at}`));
      expect((await end(id)).status).toBeLessThan(300);
      for (const later of ends)
        expect(await later(id)).toMatchObject({ status: 409, body: { code: 'proposal_decided' } });
    }
  });

  it('are decided once by two curators at the same moment: the other is told, and nothing is added twice', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await proposed(reader, link(`race-${round}`));
      const before = (await items(lead)).length;
      const answers = await Promise.all([accept(lead, id), accept(curator, id), decline(curator, id)]);
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status < 300)).toHaveLength(1);
      expect(answers.filter(({ body }) => body.code === 'proposal_decided')).toHaveLength(2);
      const [{ state }] = (await queue(lead, '?state=decided')).items as [QueuedProposal];
      expect((await items(lead)).length - before).toBe(state === 'accepted' ? 1 : 0);
      const told = await notices(reader);
      expect(told.filter(({ kind }) => kind.startsWith('proposal_')).map(({ kind }) => kind)[0]).toBe(
        `proposal_${state}`,
      );
    }
  });

  it('are not there for those who may not see the collection, nor the queue for those who only read', async () => {
    const id = await proposed(reader, link('x'));
    expect((await propose(outsider, link('y'))).status).toBe(404);
    for (const who of [reader, outsider]) {
      expect((await who.client.get(`collections/${collection.id}/proposals`)).status).toBe(404);
      expect((await accept(who, id)).status).toBe(404);
      expect((await decline(who, id)).status).toBe(404);
    }
    const elsewhere = await published('别的合集');
    expect((await lead.client.post(`collections/${elsewhere.id}/proposals/${id}/accept`, {})).status).toBe(
      404,
    );
  });

  it('never widen access: of what a curator may not see they read that it is there, and cannot add it', async () => {
    const secret = await resource(reader, '乙校内部卷', { preset: 'school' });
    const id = await proposed(reader, of(secret), '乙校内部卷很好');
    const seen = await lead.client.get<{ items: QueuedProposal[] }>(`collections/${collection.id}/proposals`);
    expect(seen.body.items).toMatchObject([
      { id, by: { name: '读者' }, item: null, reason: null, gap: 'away' },
    ]);
    expect(JSON.stringify(seen.body)).not.toContain('内部卷');
    expect(JSON.stringify(seen.body)).not.toContain(secret.id);
    expect((await accept(lead, id)).status).toBe(404);
    expect((await queue(lead)).open).toBe(1);
    await ok(decline(lead, id, '我看不到，请先放宽范围'));
    expect((await propose(reader, of(await resource(lead, '甲校内部', { preset: 'school' })))).status).toBe(
      404,
    );
  });

  it('say nothing of what the proposer may not see any more', async () => {
    const hers = await resource(lead, '会收回的教案', GROUP());
    const id = await proposed(reader, of(hers), '很好');
    await ok(accept(lead, id));
    await ok(lead.client.post(`resources/${hers.id}/withdraw`));
    await ok(lead.client.post(`collections/${collection.id}/withdraw`));
    expect((await mine(reader))[0]).toMatchObject({ id, item: null, collection: null, state: 'accepted' });
    const [told] = await notices(reader);
    expect(told).toMatchObject({ kind: 'proposal_accepted', title: null, within: null });
  });

  it('are refused twice by the same person while open, beyond some dozens, of the collection itself and in the trash', async () => {
    const slides = await resource(reader, '课件', GROUP());
    const first = await proposed(reader, of(slides));
    expect(await propose(reader, of(slides))).toMatchObject({
      status: 409,
      body: { code: 'proposal_repeated' },
    });
    expect((await propose(lead, of(slides))).status).toBe(201);
    await ok(decline(lead, first));
    expect((await propose(reader, of(slides))).status).toBe(201);
    for (let i = 1; i < MOST_OPEN_PROPOSALS; i += 1) await proposed(reader, link(`many-${i}`));
    expect(await propose(reader, link('one-more'))).toMatchObject({
      status: 422,
      body: { code: 'proposals_full' },
    });
    expect(await propose(lead, { kind: 'collection', collectionId: collection.id })).toMatchObject({
      status: 422,
      body: { code: 'collection_cycle' },
    });
    await ok(lead.client.delete(`collections/${collection.id}`));
    expect((await propose(lead, link('trash'))).status).toBe(409);
  });

  it('are taken from nobody who has left, not for what they wrote themselves either', async () => {
    const from = program.clock.now();
    const until = from + DAY;
    const membership = { scope: 'school', scopeId: own, role: 'teacher', from, until } as const;
    const leaver = await program.person('leaver', '要走的', [membership]);
    const { id } = await ok(leaver.client.post<CollectionView>('collections', { title: '留下的合集' }));
    expect((await propose(leaver, link('before'), '走之前', id)).status).toBe(201);
    program.clock.set(until);
    expect((await leaver.client.get(`collections/${id}`)).status).toBe(200);
    expect(await propose(leaver, link('after'), '走之后', id)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  it('are made once by somebody who proposes the same from two tabs at once', async () => {
    const answers = await Promise.all([propose(reader, link('tabs')), propose(reader, link('tabs'))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('are told to those who curate now, one unseen notice for a collection however many come', async () => {
    for (let i = 0; i < 3; i += 1) await proposed(reader, link(`told-${i}`));
    const ofThis = async () =>
      (await notices(curator)).filter(({ place }) => 'id' in place && place.id === collection.id);
    expect((await ofThis()).map(({ kind }) => kind)).toEqual(['proposal_made', 'collection_granted']);
    const key = `a:${curator.id}:${own}`;
    await ok(lead.client.delete(`collections/${collection.id}/grants/${key}`));
    await proposed(reader, link('later'));
    expect(await ofThis()).toEqual([]);
  });

  it('are walked through in pages without gaps, 10,000 of them', async () => {
    const MANY = 10_000;
    const repository = program.get(ProposalsRepository);
    const at = program.clock.now();
    const ids = Array.from({ length: MANY }, () => newId(at));
    await program.transaction(async (tx) => {
      for (const [index, id] of ids.entries())
        await repository.insert(tx, {
          id,
          collectionId: collection.id,
          proposerId: newId(),
          state: index % 2 === 0 ? 'open' : 'declined',
          kind: 'link',
          targetId: null,
          fileId: null,
          from: null,
          to: null,
          url: `https://example.org/${index}`,
          title: `第 ${index} 个`,
          reason: '好用',
          proposedAt: at,
          decidedBy: index % 2 === 0 ? null : lead.id,
          decidedAt: index % 2 === 0 ? null : at,
          answer: index % 2 === 0 ? null : '不合适',
        });
    });
    for (const state of ['open', 'decided']) {
      const walked: Id[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await queue(lead, `?state=${state}&limit=100${cursor ? `&cursor=${cursor}` : ''}`);
        expect(page.open).toBe(MANY / 2);
        walked.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      const wanted = ids.filter((_, index) => (index % 2 === 0) === (state === 'open'));
      expect(walked).toEqual(state === 'open' ? wanted : wanted.reverse());
    }
  }, 60_000);

  it('go with the collection when it is erased', async () => {
    await proposed(reader, link('gone'));
    await ok(lead.client.delete(`collections/${collection.id}`));
    program.clock.advance(31 * DAY);
    await program.get(CollectionPublisher).empty(program.clock.now() - 30 * DAY);
    expect(await program.query('SELECT 1 FROM proposal WHERE collection_id = ?', [collection.id])).toEqual(
      [],
    );
    const left = (await mine(reader)).filter((one) => one.reason === 'gone');
    expect(left).toEqual([]);
  });
});
