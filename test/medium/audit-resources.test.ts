import type { ResourceView } from '../../src/contracts/index.js';
import { MINUTE } from '../../src/kernel/clock.js';
import { ReadingRecord } from '../../src/modules/resources/index.js';
import type { ApiClient } from '../support/client.js';
import { UploadWorld } from './uploads-world.js';

describe('what the audit record says of resources', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let colleague: ApiClient;
  let other: ApiClient;

  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    colleague = await world.teacher('colleague');
    other = await world.teacher('other', world.otherSchoolId);
  });
  afterAll(() => world.close());

  const entries = async (objectId: string, action = '') => {
    await world.app.get(ReadingRecord, { strict: false }).settled();
    const rows = await world.query<{ action: string; detail: string | null; actor_id: string; ip: string }>(
      "SELECT * FROM audit_entry WHERE object_id = ? AND action LIKE ? AND action <> 'access.refused' ORDER BY id",
      [objectId, `${action}%`],
    );
    return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail ?? 'null') as object | null }));
  };
  const file = async (name: string) => {
    const id = await author.upload(name, Buffer.from(`${name}：一、看拼音写词语。`));
    return { uploadId: id, fileId: (await world.ended(author, id)).fileId! };
  };
  const act = async (method: string, path: string, body?: object) => {
    const present = await author.get<ResourceView>(path.split('/').slice(0, 2).join('/'));
    const rev = { 'if-match': `"${present.body.rev}"` };
    const answer = await author.request<ResourceView>(method, path, body, rev);
    if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const published = async (audience: object, more: object = {}) => {
    const { uploadId, fileId } = await file('试题.txt');
    const made = await author.post<ResourceView>('resources', {
      title: '单元练习',
      type: 'material',
      uploadIds: [uploadId],
    });
    await act('POST', `resources/${made.body.id}/publish`, { audience, ...more });
    return { id: made.body.id, fileId };
  };
  const download = async (who: ApiClient, { id, fileId }: { id: string; fileId: string }, range?: string) => {
    const answer = await who.get(`resources/${id}/files/${fileId}/original`, range ? { range } : {});
    return answer.status;
  };

  it('tells of every act on one: made, changed with what it was before, published, withdrawn, trashed, restored', async () => {
    const [first, second] = [await file('教案.txt'), await file('学案.txt')];
    const made = await author.post<ResourceView>('resources', {
      title: '观潮',
      type: 'lesson_plan',
      uploadIds: [first.uploadId],
    });
    const { id } = made.body;
    await act('PATCH', `resources/${id}`, {
      title: '观潮（第一课时）',
      description: '长长的说明',
      addUploadIds: [second.uploadId],
    });
    await act('PATCH', `resources/${id}`, { fileIds: [second.fileId] });
    await act('POST', `resources/${id}/publish`, { audience: { preset: 'school' } });
    await act('POST', `resources/${id}/withdraw`);
    await act('DELETE', `resources/${id}`);
    await author.post(`resources/${id}/restore`);
    const told = await entries(id);
    expect(told.map((entry) => entry.action)).toEqual([
      'resource.create',
      'resource.update',
      'resource.update',
      'resource.publish',
      'resource.withdraw',
      'resource.trash',
      'resource.restore',
    ]);
    expect(told[0]!.detail).toEqual({ title: '观潮', attached: [first.fileId] });
    expect(told[1]!.detail).toEqual({
      rev: 2,
      changed: { title: { from: '观潮', to: '观潮（第一课时）' }, description: true },
      attached: [second.fileId],
    });
    expect(told[2]!.detail).toEqual({ rev: 3, detached: [first.fileId] });
    expect(told.every((entry) => entry.ip === '127.0.0.1')).toBe(true);
    await world.database.transaction((tx) => tx.manager.query("UPDATE file_rendering SET state = 'failed'"));
    await author.post(`resources/${id}/files/${second.fileId}/retry`);
    expect(await entries(second.fileId, 'file.retry')).toMatchObject([{ detail: { resource: id } }]);
  });

  it('tells of a file that arrives after the draft was made', async () => {
    const bytes = Buffer.from('迟到的文件');
    const begun = await world.begin(author, '迟到.txt', bytes.length);
    const made = await author.post<ResourceView>('resources', { title: '迟到', uploadIds: [begun.id] });
    expect((await entries(made.body.id))[0]!.detail).toEqual({ title: '迟到', awaited: [begun.id] });
    await world.sendAll(author, begun, bytes);
    await author.post(`uploads/${begun.id}/complete`, {});
    const { fileId } = await world.ended(author, begun.id);
    expect(await entries(made.body.id, 'resource.attach')).toMatchObject([
      { detail: { attached: [fileId], upload: begun.id } },
    ]);
  });

  it('says nothing of an edit that changed nothing', async () => {
    const made = await author.post<ResourceView>('resources', { title: '原样' });
    await act('PATCH', `resources/${made.body.id}`, { title: '原样' });
    expect((await entries(made.body.id)).map((entry) => entry.action)).toEqual(['resource.create']);
  });

  it.each([
    ['the school alone sees', { preset: 'school' }, {}],
    ['may only be looked at', { preset: 'group', previewOnly: true }, {}],
    ['is shown for a time', { preset: 'group' }, { visibleUntil: '2199-01-01T00:00:00Z' }],
  ])('tells who saw what %s, once in five minutes', async (_what, audience, more) => {
    const { id, fileId } = await published(audience, more);
    await colleague.get(`resources/${id}`);
    await colleague.get(`resources/${id}`);
    await colleague.get(`resources/${id}/files/${fileId}/text`);
    await author.get(`resources/${id}`);
    expect(await entries(id, 'resource.view')).toHaveLength(1);
    world.clock.advance(5 * MINUTE);
    await colleague.get(`resources/${id}/files/${fileId}/text`);
    expect(await entries(id, 'resource.view')).toHaveLength(2);
  });

  it('tells of downloads of what is restricted, its author’s too, once for all its ranges', async () => {
    const held = await published({ preset: 'school' });
    expect(await download(colleague, held)).toBe(200);
    expect(await download(colleague, held, 'bytes=1-3')).toBe(206);
    expect(await download(author, held)).toBe(200);
    expect(await entries(held.id, 'resource.download')).toMatchObject([
      { detail: { file: held.fileId } },
      { detail: { file: held.fileId } },
    ]);
  });

  it('says nothing of what a whole group sees, nor of lists and small pictures', async () => {
    const open = await published({ preset: 'group' });
    await other.get(`resources/${open.id}`);
    expect(await download(other, open)).toBe(200);
    const held = await published({ preset: 'school' });
    await colleague.get('resources?scope=newest');
    await colleague.get(`resources/${held.id}/files/${held.fileId}/thumbnail`);
    expect(await entries(open.id, 'resource.view')).toEqual([]);
    expect(await entries(open.id, 'resource.download')).toEqual([]);
    expect(await entries(held.id, 'resource.view')).toEqual([]);
  });

  it('hands nothing out that cannot be written down', async () => {
    const held = await published({ preset: 'school' });
    const full =
      world.database.dialect === 'sqlite'
        ? "WHEN NEW.action = 'resource.download' BEGIN SELECT RAISE(ABORT, 'full'); END"
        : "FOR EACH ROW IF NEW.action = 'resource.download' THEN SIGNAL SQLSTATE '45000'; END IF";
    await world.database.transaction((tx) =>
      tx.manager.query(`CREATE TRIGGER stop_audit BEFORE INSERT ON audit_entry ${full}`),
    );
    expect(await download(colleague, held)).toBe(500);
    await world.database.transaction((tx) => tx.manager.query('DROP TRIGGER stop_audit'));
    expect(await download(colleague, held)).toBe(200);
  });
});
