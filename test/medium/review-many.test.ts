import type { ManyReviewers, ManyReviewsResult } from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import { ok } from '../support/ok.js';
import { ReviewWorld } from './review-world.js';

type Who = Parameters<ReviewWorld['as']>[0];

describe('several submissions at once', () => {
  let world: ReviewWorld;
  beforeEach(async () => {
    world = await ReviewWorld.open();
  }, 60_000);
  afterEach(() => world.close());

  const submitted = async (titles: readonly string[]): Promise<{ id: Id; rev: number; resource: Id }[]> => {
    const made = [];
    for (const title of titles) {
      const { id: resource } = await world.draft(title, title);
      made.push({ id: await world.submit(resource), rev: 1, resource });
    }
    return made;
  };
  const act = (who: Who, body: object) => world.as(who).post<ManyReviewsResult>('reviews/many', body);
  const became = async (who: Who, body: object) =>
    (await ok(act(who, body))).items.map(({ refusal }) => refusal?.code ?? 'done');
  const read = (items: readonly { id: Id; rev: number }[]) => items.map(({ id, rev }) => ({ id, rev }));

  it('are each decided by themselves, as they were read; the answer says what became of each', async () => {
    const all = await submitted(['一', '二', '三', '四', '五', '六']);
    const [fresh, decided, changed, taken, replaced, elsewhere] = all.map(({ id }) => id);
    await ok(world.act('secondLead', decided!, 'return', { words: '不行' }));
    await ok(world.act('secondLead', changed!, 'take'));
    await ok(world.act('secondLead', changed!, 'give-back'));
    await ok(world.act('secondLead', taken!, 'take'));
    await ok(world.change('author', 'PATCH', all[4]!.resource, '', { linkUrl: 'https://example.org/' }));
    await ok(world.act('lead', elsewhere!, 'approve'));
    const unknown = '0198f3a0-0000-7000-8000-000000000000';
    const answer = await ok(
      act('lead', { act: 'approve', words: '都很好', items: [...read(all), { id: unknown, rev: 1 }] }),
    );
    expect(answer.items.map(({ id, refusal }) => [id, refusal?.code ?? 'done'])).toEqual([
      [fresh, 'done'],
      [decided, 'review_decided'],
      [changed, 'rev_conflict'],
      [taken, 'review_taken'],
      [replaced, 'review_overtaken'],
      [elsewhere, 'review_decided'],
      [unknown, 'not_found'],
    ]);
    const states = await Promise.all(
      all.map(async ({ resource }) => (await world.submissions(resource))[0]!),
    );
    expect(states.map(({ state, passed }) => `${state} ${passed}`)).toEqual([
      ...['waiting 1', 'returned 0', 'waiting 0', 'taken 0', 'overtaken 0', 'waiting 1'],
    ]);
    expect(states[0]!.events.at(-1)).toMatchObject({ act: 'pass', words: '都很好' });
  });

  it('come in force together, and each only where nothing is missing', async () => {
    await world.policy([{ type: null, school: [], beyond: ['department'] }]);
    const all = await submitted(['一', '二', '三']);
    await world.program.write('UPDATE resource SET title = ? WHERE id = ?', ['', all[1]!.resource]);
    expect(await became('lead', { act: 'approve', items: read(all) })).toEqual([
      ...['done', 'title_required', 'done'],
    ]);
    expect((await world.submissions(all[1]!.resource))[0]).toMatchObject({ state: 'waiting', rev: 1 });
    for (const { resource } of [all[0]!, all[2]!])
      expect((await world.view('far', resource)).state).toBe('published');
    expect((await world.as('far').get(`resources/${all[1]!.resource}`)).status).toBe(404);
  });

  it('are returned with the same reasons, taken and handed on to who can decide on them', async () => {
    const all = await submitted(['一', '二']);
    expect(await became('lead', { act: 'take', items: read(all) })).toEqual(['done', 'done']);
    const people = await ok(
      world.as('lead').get<ManyReviewers>(`reviews/many/candidates?ids=${all.map(({ id }) => id).join(',')}`),
    );
    expect(people.items).toContainEqual({ id: world.people.secondLead.id, name: 'secondLead老师', count: 2 });
    expect(people.items.map(({ name }) => name)).not.toContain('author老师');
    const next = all.map(({ id }) => ({ id, rev: 2 }));
    const handOn = (toId: Id) => became('lead', { act: 'reassign', toId, items: next });
    expect(await handOn(world.people.mate.id)).toEqual(['conflict', 'conflict']);
    expect(await handOn(world.people.secondLead.id)).toEqual(['done', 'done']);
    expect(await became('lead', { act: 'take', items: next })).toEqual(['review_taken', 'review_taken']);
    const items = all.map(({ id }) => ({ id, rev: 3 }));
    expect((await act('secondLead', { act: 'return', items })).status).toBe(400);
    const reasons = ['incomplete'];
    expect(await became('secondLead', { act: 'return', items, reasons, words: '缺练习' })).toEqual([
      ...['done', 'done'],
    ]);
    for (const { resource } of all)
      expect((await world.submissions(resource))[0]!.events.at(-1)).toMatchObject({
        ...{ act: 'return', reasons, words: '缺练习' },
      });
  });

  it('are nothing to whom they are not asked, and refused to who made one of them', async () => {
    const [one] = await submitted(['一']);
    for (const who of ['reader', 'mate', 'groupLead'] as const)
      expect(await became(who, { act: 'approve', items: read([one!]) })).toEqual(['not_found']);
    expect(await ok(world.as('reader').get(`reviews/many/candidates?ids=${one!.id}`))).toEqual({ items: [] });
    await world.join('author', {
      ...{ scope: 'department', scopeId: world.department.id, role: 'department_lead' },
    });
    for (const body of [{ act: 'approve' }, { act: 'return', words: '不行' }, { act: 'take' }])
      expect(await became('author', { ...body, items: read([one!]) })).toEqual(['own_work']);
  });

  it('are one to fifty, each once', async () => {
    const [one] = await submitted(['一']);
    const { id } = one!;
    const items = (n: number) =>
      Array.from({ length: n }, (_, i) => ({
        id: `0198f3a0-0000-7000-8000-${String(i).padStart(12, '0')}`,
        rev: 1,
      }));
    expect((await act('lead', { act: 'take', items: [] })).status).toBe(400);
    expect((await act('lead', { act: 'take', items: items(51) })).status).toBe(400);
    expect((await act('lead', { act: 'take', items: [...read([one!]), { id, rev: 2 }] })).status).toBe(400);
    expect(await became('lead', { act: 'take', items: items(50) })).toEqual(Array(50).fill('not_found'));
  });

  it('that two decide on at one moment are decided once', async () => {
    const all = await submitted(['一', '二', '三']);
    const answers = await Promise.all([
      became('lead', { act: 'approve', items: read(all) }),
      became('secondLead', { act: 'return', words: '不行', items: read([...all].reverse()) }),
    ]);
    const [first, second] = [answers[0], [...answers[1]].reverse()];
    all.forEach((_, i) => expect([first![i], second[i]].sort()).toEqual(['done', 'review_decided']));
  });
});
