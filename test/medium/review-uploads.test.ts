import { createHash } from 'node:crypto';
import type { ResourceVersions, ResourceView } from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import { Provisioning } from '../../src/modules/organization/index.js';
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
    const items = [{ type: null, school: [], beyond: ['group'] }];
    await ok(admin.request('PUT', `groups/${groupId}/review-policy`, { items }));
  }, 120_000);
  afterEach(() => world.close());

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
  async function begin(bytes: Buffer): Promise<{ finish: () => Promise<unknown> }> {
    const upload = await world.begin(author, '二稿.txt', bytes.length);
    const { rev } = await view(author);
    const body = { fileIds: [], addUploadIds: [upload.id] };
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
});
