import {
  MOST_SEARCHES,
  type CollectionView,
  type FoundResource,
  type ResourceView,
} from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import { eventually } from '../support/client.js';
import { ok } from '../support/ok.js';
import type { Program, Signed } from '../support/program.js';
import { openShelf } from '../support/shelf.js';

describe('a section that fills itself', () => {
  let program: Program;
  let group: Id;
  let own: Id;
  let lead: Signed;
  let curator: Signed;
  let reader: Signed;
  beforeAll(async () => {
    const shelf = await openShelf();
    ({ program, group, own, lead, reader } = shelf);
    curator = await shelf.teacher('curator', '同事', shelf.sister);
  });
  afterAll(() => program.close());

  const GROUP = () => ({ preset: 'group', groupIds: [group] });
  async function resource(title: string, audience: object, type = 'slides'): Promise<Id> {
    const made = { title, type, schoolId: own, linkUrl: 'https://example.org/' };
    const { id, rev } = await ok(lead.client.post<ResourceView>('resources', made));
    await ok(lead.client.post(`resources/${id}/publish`, { audience }, { 'if-match': `"${rev}"` }));
    return id;
  }
  const view = (by: Signed, id: Id) => ok(by.client.get<CollectionView>(`collections/${id}`));
  /** A collection of the lead's for the group, whose one section gathers by a search. */
  async function gathering(search: object): Promise<{ id: Id; sectionId: Id }> {
    const { id } = await ok(lead.client.post<CollectionView>('collections', { title: '自动收集' }));
    const { rev, sections } = await view(lead, id);
    const sectionId = sections[0]!.id;
    const seen = await ok(
      lead.client.request<CollectionView>(
        'PATCH',
        `collections/${id}/sections/${sectionId}`,
        { search },
        { 'if-match': `"${rev}"` },
      ),
    );
    await ok(
      lead.client.post(`collections/${id}/publish`, { audience: GROUP() }, { 'if-match': `"${seen.rev}"` }),
    );
    return { id, sectionId };
  }
  const found = async (by: Signed, { id, sectionId }: { id: Id; sectionId: Id }, more = '') =>
    by.client.get<{ items: FoundResource[]; next: string | null }>(
      `collections/${id}/sections/${sectionId}/found?limit=50${more}`,
    );
  const titles = async (by: Signed, place: { id: Id; sectionId: Id }, more = '') =>
    (await ok(found(by, place, more))).items.map(({ resource: { title }, excepted }) =>
      excepted ? `(${title})` : title,
    );
  const settled = (by: Signed, place: { id: Id; sectionId: Id }, wanted: string[]) =>
    eventually(
      () => titles(by, place),
      (list) => [...list].sort().join() === [...wanted].sort().join(),
    );
  const except = (by: Signed, { id, sectionId }: { id: Id; sectionId: Id }, resourceId: Id, method = 'PUT') =>
    by.client.request<{ code?: string }>(
      method,
      `collections/${id}/sections/${sectionId}/exceptions/${resourceId}`,
    );

  it('shows each reader what its search finds for them, and what is published later too', async () => {
    await resource('圆周率课件', GROUP());
    await resource('圆周率校内课件', { preset: 'school' });
    await resource('圆周率作业', GROUP(), 'homework');
    const place = await gathering({ text: '圆周率', type: ['slides'] });
    await settled(lead, place, ['圆周率课件', '圆周率校内课件']);
    expect(await titles(reader, place)).toEqual(['圆周率课件']);
    await resource('圆周率新课件', GROUP());
    await settled(reader, place, ['圆周率课件', '圆周率新课件']);
  });

  it('leaves out what curators leave out, lets it in again, and both can be undone', async () => {
    const kept = await resource('勾股课件一', GROUP());
    const left = await resource('勾股课件二', GROUP());
    const place = await gathering({ text: '勾股' });
    await settled(reader, place, ['勾股课件一', '勾股课件二']);
    expect((await except(lead, place, left)).status).toBe(204);
    expect(await titles(reader, place)).toEqual(['勾股课件一']);
    expect((await titles(lead, place, '&mode=curating')).sort()).toEqual(
      ['(勾股课件二)', '勾股课件一'].sort(),
    );
    expect((await found(reader, place, '&mode=curating')).status).toBe(404);
    const undo = async () => {
      const { rev } = await view(lead, place.id);
      await ok(lead.client.post(`collections/${place.id}/undo`, undefined, { 'if-match': `"${rev}"` }));
    };
    await undo();
    expect((await titles(reader, place)).sort()).toEqual(['勾股课件一', '勾股课件二'].sort());
    await except(lead, place, left);
    await except(lead, place, kept);
    expect(await titles(reader, place)).toEqual([]);
    expect((await except(lead, place, kept, 'DELETE')).status).toBe(204);
    expect(await titles(reader, place)).toEqual(['勾股课件一']);
  });

  it('repeats nothing that stands in the collection by hand', async () => {
    const byHand = await resource('函数图像一', GROUP());
    await resource('函数图像二', GROUP());
    const place = await gathering({ text: '函数图像' });
    await settled(reader, place, ['函数图像一', '函数图像二']);
    const items = [{ kind: 'resource', resourceId: byHand }];
    await ok(lead.client.post(`collections/${place.id}/items`, { items }));
    expect(await titles(reader, place)).toEqual(['函数图像二']);
  });

  it('fills pages although much is left out', async () => {
    const ids: Id[] = [];
    for (let i = 0; i < 12; i += 1) ids.push(await resource(`概率初步${i}`, GROUP()));
    const place = await gathering({ text: '概率初步' });
    await eventually(
      () => titles(reader, place),
      (list) => list.length === 12,
    );
    for (const id of ids.slice(2, 10)) await except(lead, place, id);
    const page = await ok(
      reader.client.get<{ items: FoundResource[] }>(
        `collections/${place.id}/sections/${place.sectionId}/found?limit=4`,
      ),
    );
    expect(page.items).toHaveLength(4);
  });

  it('takes no exception from whoever may not see the resource, and no search that would find everything', async () => {
    const closed = await resource('密卷', { preset: 'school' });
    const place = await gathering({ text: '密卷' });
    const { rev } = await view(lead, place.id);
    await ok(
      lead.client.request(
        'PUT',
        `collections/${place.id}/grants`,
        {
          to: {
            kind: 'user',
            id: curator.id,
            schoolId: (
              await program.query<{ id: Id }>(`SELECT scope_id AS id FROM membership WHERE account_id = ?`, [
                curator.id,
              ])
            )[0]!.id,
          },
          right: 'edit',
        },
        { 'if-match': `"${rev}"` },
      ),
    );
    expect((await except(curator, place, closed)).status).toBe(404);
    expect((await except(reader, place, closed)).status).toBe(404);
    expect((await except(lead, place, closed)).status).toBe(204);
    const after = await view(lead, place.id);
    const answer = await lead.client.request<{ code?: string }>(
      'PATCH',
      `collections/${place.id}/sections/${place.sectionId}`,
      { search: { text: '  ' } },
      { 'if-match': `"${after.rev}"` },
    );
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  it('is a section like others once the search is taken away', async () => {
    const place = await gathering({ text: '圆周率' });
    const { rev } = await view(lead, place.id);
    await ok(
      lead.client.request(
        'PATCH',
        `collections/${place.id}/sections/${place.sectionId}`,
        { search: null },
        { 'if-match': `"${rev}"` },
      ),
    );
    expect((await found(lead, place)).status).toBe(404);
    // Nothing stands in it, so readers do not see that there is a section.
    expect((await view(reader, place.id)).sections).toEqual([]);
  });

  it('is one of twenty at most: each is a search whenever somebody opens the collection', async () => {
    const { id } = await ok(lead.client.post<CollectionView>('collections', { title: '处处自动' }));
    const fill = async () => {
      await ok(lead.client.post(`collections/${id}/sections`, { title: '一节' }));
      const { rev, sections } = await view(lead, id);
      return lead.client.request<CollectionView & { code: string }>(
        'PATCH',
        `collections/${id}/sections/${sections.at(-1)!.id}`,
        { search: { text: '圆周率' } },
        { 'if-match': `"${rev}"` },
      );
    };
    for (let i = 0; i < MOST_SEARCHES; i += 1) expect((await fill()).status).toBe(200);
    expect(await fill()).toMatchObject({ status: 422, body: { code: 'collection_full' } });
  });
});
