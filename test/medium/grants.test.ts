import type { GrantView, ResourceView, SearchResponse } from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import type { ApiClient } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { UploadWorld } from './uploads-world.js';

describe('rights given by name', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let colleague: ApiClient;
  let guest: ApiClient;
  let ids: Record<string, Id>;
  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    colleague = await world.teacher('colleague');
    guest = await world.teacher('guest', world.otherSchoolId);
    const rows = await world.query<{ id: Id; login_name: string }>('SELECT id, login_name FROM account');
    ids = Object.fromEntries(rows.map((row) => [row.login_name, row.id]));
  });
  afterAll(() => world.close());

  const draft = async () =>
    (
      await author.post<ResourceView>('resources', {
        title: '分数的意义',
        type: 'lesson_plan',
        linkUrl: 'https://example.org/',
      })
    ).body;
  const give = (by: ApiClient, id: Id, to: object, more: object = {}) =>
    by.request<{ items: GrantView[]; code?: string }>('PUT', `resources/${id}/grants`, {
      to,
      right: 'edit',
      ...more,
    });
  const user = (name: string, schoolId = world.schoolId) => ({ kind: 'user', id: ids[name]!, schoolId });
  const read = async (by: ApiClient, id: Id) => (await by.get<ResourceView>(`resources/${id}`)).body;

  it('let a co-author write the draft with the author, and credit them where it is shown and found', async () => {
    const { id } = await draft();
    expect((await guest.get(`resources/${id}`)).status).toBe(404);
    const given = await give(author, id, user('guest', world.otherSchoolId), { credited: true });
    expect(given.body.items).toMatchObject([
      {
        to: { kind: 'user', name: 'guest', place: '河东中学', people: 1 },
        right: 'edit',
        credited: true,
        grantedBy: { name: 'author' },
      },
    ]);
    const seen = await read(guest, id);
    expect(seen).toMatchObject({ right: 'edit', coAuthors: [{ name: 'guest' }] });
    const edited = await guest.patch(
      `resources/${id}`,
      { title: '分数的初步认识' },
      { 'if-match': `"${seen.rev}"` },
    );
    expect(edited.status).toBe(200);
    expect((await guest.get<{ items: ResourceView[] }>('resources?scope=granted')).body.items).toMatchObject([
      { id },
    ]);
    // Editing is not managing: neither its audience nor its grants are theirs.
    const { rev } = await read(guest, id);
    const publish = { audience: { preset: 'group' } };
    expect((await guest.post(`resources/${id}/publish`, publish, { 'if-match': `"${rev}"` })).status).toBe(
      404,
    );
    expect((await guest.get(`resources/${id}/grants`)).status).toBe(404);
    expect((await author.post(`resources/${id}/publish`, publish, { 'if-match': `"${rev}"` })).status).toBe(
      200,
    );
    await eventually('it is found by its co-author', async () => {
      const found = await colleague.get<SearchResponse>('search?text=guest');
      return found.body.items.some((hit) => hit.resource.id === id);
    });
  });

  it('end with the membership; who wrote it keeps sight of it', async () => {
    const { id } = await draft();
    await world.teacher('leaver');
    const rows = await world.query<{ id: Id }>('SELECT id FROM account WHERE login_name = ?', ['leaver']);
    ids['leaver'] = rows[0]!.id;
    const leaver = await world.signIn('leaver');
    await give(author, id, user('leaver'), { credited: true, right: 'manage' });
    expect((await read(leaver, id)).right).toBe('manage');
    await world.database.transaction((tx) =>
      tx.manager.query('UPDATE membership SET valid_until = ? WHERE account_id = ?', [
        world.clock.now(),
        ids['leaver'],
      ]),
    );
    expect((await read(leaver, id)).right).toBe('download');
  });

  it('are taken back at the next request', async () => {
    const { id } = await draft();
    const { items } = (await give(author, id, user('colleague'), { right: 'manage' })).body;
    expect((await read(colleague, id)).right).toBe('manage');
    expect(
      (await author.delete<{ items: object[] }>(`resources/${id}/grants/${items[0]!.key}`)).body.items,
    ).toEqual([]);
    expect((await colleague.get(`resources/${id}`)).status).toBe(404);
    expect((await author.delete(`resources/${id}/grants/${items[0]!.key}`)).status).toBe(404);
  });

  it('taken back while an upload is under way let it add nothing more', async () => {
    const { id } = await draft();
    const { items } = (await give(author, id, user('colleague'))).body;
    const bytes = Buffer.from('不请自来的一页');
    const late = await world.begin(colleague, '不请自来.txt', bytes.length);
    const own = await world.begin(author, '自己的.txt', bytes.length);
    const attach = async (by: ApiClient, uploadId: Id) => {
      const { rev } = await read(by, id);
      const body = { addUploadIds: [uploadId] };
      expect((await by.patch(`resources/${id}`, body, { 'if-match': `"${rev}"` })).status).toBe(200);
    };
    await attach(colleague, late.id);
    await attach(author, own.id);
    expect((await read(author, id)).pendingUploads).toBe(2);
    await author.delete(`resources/${id}/grants/${items[0]!.key}`);
    for (const [by, upload] of [
      [colleague, late],
      [author, own],
    ] as const) {
      await world.sendAll(by, upload, bytes);
      await by.post(`uploads/${upload.id}/complete`);
      expect((await world.ended(by, upload.id)).state).toBe('stored');
    }
    const left = await read(author, id);
    expect(left.fullFiles.map((file) => file.fileName)).toEqual(['自己的.txt']);
    expect(left.pendingUploads).toBe(0);
  });

  it('are not given to oneself, nor to the author, nor to somebody out of reach or against the widest audience', async () => {
    const { id } = await draft();
    await give(author, id, user('colleague'), { right: 'manage' });
    const refused = async (by: ApiClient, to: object) => (await give(by, id, to)).body.code;
    expect(await refused(colleague, user('colleague'))).toBe('own_rights');
    expect(await refused(colleague, user('author'))).toBe('state_conflict');
    // named in a school to which they do not belong
    expect(await refused(author, user('guest'))).toBe('audience_invalid');
    const { rev } = await read(author, id);
    const marked = await author.patch(`resources/${id}/usage`, { pupils: true }, { 'if-match': `"${rev}"` });
    expect(marked.status).toBe(200);
    expect(await refused(author, user('guest', world.otherSchoolId))).toBe('consent_required');
  });

  it('reach nobody beyond the school from the moment pupils are noted, and do again with their parents’ consent', async () => {
    const { id } = await draft();
    await give(author, id, user('guest', world.otherSchoolId));
    const mark = async (usage: object) => {
      const { rev } = await read(author, id);
      await author.patch(`resources/${id}/usage`, usage, { 'if-match': `"${rev}"` });
    };
    expect((await guest.get(`resources/${id}`)).status).toBe(200);
    await mark({ pupils: true });
    expect((await guest.get(`resources/${id}`)).status).toBe(404);
    await mark({ consentRef: '同意书 2026-09' });
    expect((await guest.get(`resources/${id}`)).status).toBe(200);
  });

  it('that somebody ends by their own act are still answered in that act, and refused from the next request on', async () => {
    const { id } = await draft();
    await give(author, id, user('guest', world.otherSchoolId), { right: 'manage' });
    const { rev } = await read(guest, id);
    const ended = await guest.patch<ResourceView>(
      `resources/${id}/usage`,
      { licence: 'SCHOOL-ONLY' },
      { 'if-match': `"${rev}"` },
    );
    expect([ended.status, ended.body.licence]).toEqual([200, 'SCHOOL-ONLY']);
    expect((await guest.get(`resources/${id}`)).status).toBe(404);
    const again = await guest.patch(
      `resources/${id}/usage`,
      { licence: 'CC-BY-4.0' },
      { 'if-match': `"${rev + 1}"` },
    );
    expect(again.status).toBe(404);
    expect((await read(author, id)).licence).toBe('SCHOOL-ONLY');
  });

  it('are all in the audit record', async () => {
    const rows = await world.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE action IN ('resource.grant', 'resource.ungrant', 'resource.usage')`,
    );
    expect(new Set(rows.map((row) => row.action)).size).toBe(3);
  });
});
