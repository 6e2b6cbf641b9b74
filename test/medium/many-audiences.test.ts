import type { AudienceOfManyResult, ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { newId, type Id } from '../../src/kernel/ids.js';
import { AccessService } from '../../src/modules/access/index.js';
import type { ApiClient } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { UploadWorld } from './uploads-world.js';

const GROUP = { preset: 'group' };
const SCHOOL = { preset: 'school' };

describe('who may see many resources, changed in one act', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let colleague: ApiClient;
  let elsewhere: ApiClient;
  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    colleague = await world.teacher('colleague');
    elsewhere = await world.teacher('elsewhere', world.otherSchoolId);
  });
  afterAll(() => world.close());

  const make = async (title: string, more: object = {}, audience: object | null = SCHOOL) => {
    const body = { title, type: 'material', linkUrl: 'https://example.org/', ...more };
    const made = await author.post<ResourceView>('resources', body);
    expect(made.status).toBe(201);
    if (audience) {
      const match = { 'if-match': `"${made.body.rev}"` };
      expect((await author.post(`resources/${made.body.id}/publish`, { audience }, match)).status).toBe(200);
    }
    return made.body.id;
  };
  const set = async (by: ApiClient, selection: object, audience: object, more: object = {}) => {
    const answer = await by.request<AudienceOfManyResult>('PUT', 'resources/audience', {
      selection,
      audience,
      ...more,
    });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const sees = async (who: ApiClient, id: Id) => (await who.get(`resources/${id}`)).status === 200;
  const history = (id: Id) =>
    world.query<{ action: string; detail: string }>(
      'SELECT action, detail FROM audit_entry WHERE object_id = ? ORDER BY id',
      [id],
    );

  it('is in force at once, and each resource is a revision further', async () => {
    const ids = [await make('云'), await make('雾'), await make('雨')];
    expect(await sees(elsewhere, ids[0]!)).toBe(false);
    expect(await set(author, { ids }, GROUP)).toEqual({ changed: 3, same: 0, refused: [], more: false });
    for (const id of ids) expect(await sees(elsewhere, id)).toBe(true);
    expect((await author.get<ResourceView>(`resources/${ids[0]}`)).body).toMatchObject({
      rev: 3,
      audience: { preset: 'group' },
    });
    expect(await set(author, { ids }, GROUP)).toMatchObject({ changed: 0, same: 3 });
    expect(await set(author, { ids }, SCHOOL)).toMatchObject({ changed: 3 });
    for (const id of ids) expect(await sees(elsewhere, id)).toBe(false);
  });

  it('leaves those as they were that may not be shown so, each with its reason', async () => {
    const plain = await make('岩石');
    const pupils = await make('课间', { pupils: true });
    const own = await make('校本', { licence: 'SCHOOL-ONLY' });
    const draft = await make('半成品', {}, null);
    const gone = newId();
    const ids = [plain, pupils, own, draft, gone];
    const refused = {
      [pupils]: 'consent_required',
      [own]: 'licence_forbids',
      [draft]: 'not_published',
      [gone]: 'not_found',
    };
    const reasons = (result: AudienceOfManyResult) =>
      Object.fromEntries(result.refused.map(({ id, because }) => [id, because]));
    const all = await set(author, { ids }, GROUP, { whole: true });
    expect(all.changed).toBe(0);
    const known = { ids: ids.slice(0, 4) };
    const none = await set(author, known, GROUP, { whole: true });
    expect(none.changed).toBe(0);
    expect(Object.keys(reasons(none))).toHaveLength(3);
    expect(await sees(elsewhere, plain)).toBe(false);
    const each = await set(author, { ids }, GROUP);
    expect(each.changed).toBe(1);
    expect(reasons(each)).toEqual(refused);
    expect(await sees(elsewhere, plain)).toBe(true);
    expect(await sees(elsewhere, pupils)).toBe(false);
    // out of the school's reach
    const far = await set(author, { ids: [plain] }, { preset: 'schools', schoolIds: [newId()] });
    expect(reasons(far)).toEqual({ [plain]: 'audience_invalid' });
  });

  it('asks the right to each: what somebody may not manage is as if it did not exist', async () => {
    const id = await make('不归你管', {}, GROUP);
    expect(await sees(colleague, id)).toBe(true);
    const answer = await set(colleague, { ids: [id] }, { preset: 'self' });
    expect(answer).toMatchObject({ changed: 0, refused: [{ id, title: null, because: 'not_found' }] });
    expect(await sees(elsewhere, id)).toBe(true);
  });

  it('is one act in the audit record, and stands in the history of each', async () => {
    const ids = [await make('声'), await make('光')];
    await set(author, { ids }, GROUP);
    const entries = await history(ids[0]!);
    expect(entries.map((entry) => entry.action)).toEqual([
      'resource.create',
      'resource.publish',
      'resource.publish',
    ]);
    const detail = JSON.parse(entries.at(-1)!.detail) as { act: Id; audience: { preset: string } };
    expect(detail.audience.preset).toBe('group');
    const act = await history(detail.act);
    expect(act.map((entry) => entry.action)).toEqual(['resource.publish-many']);
    expect(JSON.parse(act[0]!.detail)).toMatchObject({ changed: 2, refused: 0 });
  });

  it('takes everything of mine that is published and fits', async () => {
    const plan = await make('教案甲', { type: 'lesson_plan' });
    const other = await make('素材乙');
    const draft = await make('教案草稿', { type: 'lesson_plan' }, null);
    expect(await set(author, { mine: { type: 'lesson_plan' } }, GROUP)).toMatchObject({
      changed: 1,
      refused: [],
    });
    expect(await sees(elsewhere, plan)).toBe(true);
    expect(await sees(elsewhere, other)).toBe(false);
    expect(await sees(elsewhere, draft)).toBe(false);
    expect(await set(colleague, { mine: {} }, GROUP)).toMatchObject({ changed: 0, same: 0 });
  });

  it('is followed by the index; nobody finds in between what they may no longer see', async () => {
    const ids: Id[] = [];
    for (let i = 0; i < 12; i += 1) ids.push(await make(`瀑布 ${i}`));
    const found = async (who: ApiClient) => {
      const { body } = await who.get<SearchResponse>(`search?text=${encodeURIComponent('瀑布')}`);
      return { total: body.total, hits: body.items.length };
    };
    await set(author, { ids }, GROUP);
    await eventually('all are found elsewhere', async () => (await found(elsewhere)).total === 12);
    await set(author, { ids: ids.slice(0, 7) }, SCHOOL);
    expect((await found(elsewhere)).total).toBeLessThanOrEqual(5);
    const access = world.app.get(AccessService, { strict: false });
    await eventually('the index knows', async () => (await access.pendingIds()).length === 0);
    expect(await found(elsewhere)).toEqual({ total: 5, hits: 5 });
    expect(await found(colleague)).toEqual({ total: 12, hits: 12 });
  });

  it('refuses a selection of more than five thousand, and nothing at all', async () => {
    const many = Array.from({ length: 5_001 }, () => newId());
    for (const ids of [many, []]) {
      const body = { selection: { ids }, audience: GROUP };
      expect((await author.request('PUT', 'resources/audience', body)).status).toBe(400);
    }
  });
});
