import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';
import type { ResourceVersions, ResourceView } from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import { Provisioning } from '../../src/modules/organization/index.js';
import { DocumentTool } from '../../src/platform/media/index.js';
import { makePdf } from '../contract/media-fixtures.js';
import { eventually, type ApiClient } from '../support/client.js';
import { ok } from '../support/ok.js';
import { change, showFile, type ShownFile } from './shown-file.js';
import { UploadWorld } from './uploads-world.js';

describe('an upload for a change that waits for review', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let reader: ApiClient;
  let admin: ApiClient;
  let groupId: Id;
  let thing: ShownFile;

  beforeEach(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    reader = await world.teacher('reader', world.otherSchoolId);
    admin = await world.teacher('admin');
    const [group] = await world.query<{ id: Id }>('SELECT id FROM school_group');
    groupId = group!.id;
    const [account] = await world.query<{ id: Id }>(`SELECT id FROM account WHERE login_name = 'admin'`);
    await world.database.transaction(async (tx) => {
      const office = { scope: 'group', scopeId: groupId, role: 'group_admin', from: 0 } as const;
      await world.app.get(Provisioning, { strict: false }).addMembership(tx, account!.id, office);
    });
    thing = await showFile(world, author, '一稿.txt', Buffer.from('苹果'), { preset: 'group' });
    await askForReview();
  }, 120_000);
  afterEach(async () => {
    jest.restoreAllMocks();
    await world.close();
  });

  const askForReview = async (beyond = ['group']) => {
    const items = [{ type: null, school: [], beyond }];
    await ok(admin.request('PUT', `groups/${groupId}/review-policy`, { items }));
  };
  const names = ({ fullFiles }: ResourceView) => fullFiles.map((file) => file.fileName);
  const approve = async () => {
    const { id } = await ok(submit());
    await ok(admin.post(`reviews/${id}/approve`, {}, { 'if-match': '"1"' }));
  };
  const view = (who: ApiClient) => ok(who.get<ResourceView>(`resources/${thing.id}`));
  const submit = async () => {
    const { rev } = await view(author);
    return author.post<{ id: Id; code?: string }>(
      `resources/${thing.id}/submissions`,
      { audience: { preset: 'group' } },
      { 'if-match': `"${rev}"` },
    );
  };
  /** Begins an upload and lets the resource wait for it, in the place of what it holds. */
  async function begin(bytes: Buffer, rest: object = { fileIds: [] }, fileName = '二稿.txt') {
    const upload = await world.begin(author, fileName, bytes.length);
    const { rev } = await view(author);
    const body = { ...rest, addUploadIds: [upload.id] };
    await ok(author.request('PATCH', `resources/${thing.id}`, body, { 'if-match': `"${rev}"` }));
    const finish = async () => {
      await world.sendAll(author, upload, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await author.post(`uploads/${upload.id}/complete`, { sha256 });
      return world.ended(author, upload.id);
    };
    return { finish };
  }

  it('attaches to the change and to nothing that readers see, and comes in force with it', async () => {
    const { finish } = await begin(Buffer.from('香蕉'));
    expect((await view(author)).pending).toMatchObject({ files: [], pendingUploads: 1 });
    expect(await submit()).toMatchObject({ status: 409, body: { code: 'files_not_ready' } });
    await finish();
    const waiting = await eventually(
      () => view(author),
      ({ pending }) => pending?.files.length === 1,
    );
    expect(waiting.fullFiles.map((file) => file.fileName)).toEqual(['一稿.txt']);
    expect((await view(reader)).fullFiles.map((file) => file.fileName)).toEqual(['一稿.txt']);

    const { id } = await ok(submit());
    await ok(admin.post(`reviews/${id}/approve`, {}, { 'if-match': '"1"' }));
    expect((await view(reader)).fullFiles.map((file) => file.fileName)).toEqual(['二稿.txt']);
    const versions = await ok(author.get<ResourceVersions>(`resources/${thing.id}/versions`));
    expect(versions).toMatchObject({
      current: 2,
      items: [{ number: 1, files: [{ fileName: '一稿.txt' }], replacedBy: { name: 'author' } }],
    });
    // And what was there waits in its turn when it is to be put back.
    await change(author, thing.id, 'POST', 'versions/1/restore');
    expect((await view(author)).pending?.files.map((file) => file.fileName)).toEqual(['一稿.txt']);
    expect((await view(reader)).fullFiles.map((file) => file.fileName)).toEqual(['二稿.txt']);
  });

  it('is awaited by nothing once the change is given up', async () => {
    const { finish } = await begin(Buffer.from('香蕉'));
    await ok(author.delete(`resources/${thing.id}/pending`));
    await finish();
    expect(await view(author)).toMatchObject({ pending: null, pendingUploads: 0 });
    expect((await view(reader)).fullFiles.map((file) => file.fileName)).toEqual(['一稿.txt']);
  });

  describe('begun before review was asked for', () => {
    beforeEach(() => askForReview([]));

    it('waits beside what readers see, whatever they were promised when it was begun', async () => {
      const { finish } = await begin(Buffer.from('附录'), {}, '附录.txt');
      expect(await view(author)).toMatchObject({ pending: null, pendingUploads: 1 });
      await askForReview();
      await finish();
      expect(names(await view(reader))).toEqual(['一稿.txt']);
      const waiting = await view(author);
      expect(waiting.pendingUploads).toBe(0);
      expect(waiting.pending?.files.map((file) => file.fileName)).toEqual(['一稿.txt', '附录.txt']);
      await approve();
      expect(names(await view(reader))).toEqual(['一稿.txt', '附录.txt']);
    });

    it('goes along with a change that waits: that is not submitted before it has come, and comes in force with it', async () => {
      const late = await begin(Buffer.from('附录'), {}, '附录.txt');
      await askForReview();
      const { finish } = await begin(Buffer.from('香蕉'));
      expect(await view(author)).toMatchObject({ pendingUploads: 0, pending: { pendingUploads: 2 } });
      await finish();
      expect(await submit()).toMatchObject({ status: 409, body: { code: 'files_not_ready' } });
      await late.finish();
      expect(names(await view(reader))).toEqual(['一稿.txt']);
      await approve();
      expect(names(await view(reader)).sort()).toEqual(['二稿.txt', '附录.txt'].sort());
    });

    it('goes along with an earlier version that is to be put in force again', async () => {
      const { finish } = await begin(Buffer.from('附录'), {}, '附录.txt');
      await askForReview();
      await change(author, thing.id, 'POST', 'versions/1/restore');
      expect(await submit()).toMatchObject({ status: 409, body: { code: 'files_not_ready' } });
      await finish();
      await approve();
      expect(names(await view(reader))).toEqual(['一稿.txt', '附录.txt']);
    });

    it('waits also where what it was to replace has gone already', async () => {
      const { finish } = await begin(Buffer.from('香蕉'));
      await askForReview();
      await finish();
      expect(names(await view(reader))).toEqual([]);
      expect((await view(author)).pending?.files.map((file) => file.fileName)).toEqual(['二稿.txt']);
      await approve();
      expect(names(await view(reader))).toEqual(['二稿.txt']);
    });
  });

  it('that never came leaves nothing that could be submitted in the place of what readers see', async () => {
    const upload = await world.begin(author, '二稿.txt', 5);
    const body = { fileIds: [], addUploadIds: [upload.id] };
    const { rev } = await view(author);
    await ok(author.request('PATCH', `resources/${thing.id}`, body, { 'if-match': `"${rev}"` }));
    await ok(author.delete(`uploads/${upload.id}`));
    expect(await submit()).toMatchObject({ status: 422, body: { code: 'nothing_to_publish' } });
    expect(names(await view(reader))).toEqual(['一稿.txt']);
  });

  it('is shown with what its processing makes of it, when that is done only after the approval', async () => {
    const tool = world.app.get(DocumentTool, { strict: false });
    const render = tool.render.bind(tool);
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    jest.spyOn(tool, 'render').mockImplementation(async (...given) => {
      await gate;
      return render(...given);
    });
    const { finish } = await begin(makePdf(['Banana']), { fileIds: [] }, '二稿.pdf');
    await finish();
    await approve();
    const [file] = (await view(reader)).fullFiles;
    expect(file).toMatchObject({ fileName: '二稿.pdf', preview: { pages: 0 } });
    go();
    const at = async () => (await view(reader)).fullFiles[0]!;
    expect(await eventually(at, ({ state }) => state === 'ready')).toMatchObject({ preview: { pages: 1 } });
    const found = async () => (await reader.get<{ total: number }>('search?text=Banana')).body;
    await eventually(found, ({ total }) => total === 1);
  });
});
