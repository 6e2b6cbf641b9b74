import { jest } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { Refusals } from '../../src/http/index.js';
import { HOUR, MINUTE } from '../../src/kernel/clock.js';
import { UploadVerifier } from '../../src/modules/uploads/upload-verifier.js';
import { UploadSweep } from '../../src/modules/uploads/index.js';
import { LiveBus } from '../../src/platform/live/index.js';
import type { JobContext } from '../../src/platform/queue/index.js';
import { MultipartStore, ObjectStore, UploadNotFoundError } from '../../src/platform/storage/storage.port.js';
import type { ApiClient } from '../support/client.js';
import { put, UploadWorld } from './uploads-world.js';

const text = (size: number) =>
  Buffer.from('江上清风山间明月'.repeat(Math.ceil(size / 24))).subarray(0, size - (size % 24));

describe('an upload', () => {
  let world: UploadWorld;
  let wang: ApiClient;
  let li: ApiClient;
  beforeAll(async () => {
    world = await UploadWorld.open({
      quotaUserBytes: 100_000,
      quotaSchoolBytes: 150_000,
      maxFileBytes: 90_000,
    });
    wang = await world.teacher('wang');
    li = await world.teacher('li');
  });
  afterAll(() => world.close());

  it('becomes a file with the bytes, hash, type and name that were sent', async () => {
    const bytes = text(2_640);
    const name = '七年级（上）《春》"第一课时"\r\n../教案 🎉.txt';
    const upload = await world.begin(wang, name, bytes.length);
    expect(upload).toMatchObject({ state: 'uploading', partSize: 1000, partCount: 3, parts: [] });
    await world.sendAll(wang, upload, bytes);
    expect((await world.read(wang, upload.id)).parts).toEqual([
      { number: 1, size: 1000 },
      { number: 2, size: 1000 },
      { number: 3, size: 640 },
    ]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const completed = await wang.post(`uploads/${upload.id}/complete`, { sha256 });
    expect(completed.status).toBe(202);
    const ended = await world.settled(wang, upload.id);
    expect(ended).toMatchObject({ state: 'stored', fileName: name, failure: null });
    const [row] = await world.query<Record<string, unknown>>(
      'SELECT f.file_name, f.school_id, b.* FROM file f JOIN file_blob b ON b.sha256 = f.sha256 WHERE f.id = ?',
      [ended.fileId],
    );
    expect(row).toMatchObject({
      file_name: name,
      school_id: world.schoolId,
      sha256,
      size: 2_640,
      kind: 'text',
    });
    const store = world.app.get(ObjectStore);
    expect(await store.head(row!['object_key'] as string)).toMatchObject({ size: 2_640 });
    expect(await store.head(`quarantine/${upload.id}`)).toBeNull();
  });

  it('is told live to its owner only', async () => {
    const heard: string[] = [];
    const [{ user_id: userId }] = (await world.query<{ user_id: string }>('SELECT user_id FROM upload')) as [
      { user_id: string },
    ];
    const stop = world.app.get(LiveBus).subscribe(`user:${userId}`, (m) => {
      const { type, upload } = m as { type: string; upload?: { state: string } };
      if (type === 'upload') heard.push(upload!.state);
    });
    const bytes = text(480);
    const upload = await world.begin(wang, 'live.txt', bytes.length);
    await world.sendAll(wang, upload, bytes);
    await wang.post(`uploads/${upload.id}/complete`);
    await world.ended(wang, upload.id);
    stop();
    expect(heard).toEqual(['verifying', 'stored']);
  });

  it('of bytes that are there already makes a second file of the same blob', async () => {
    const bytes = text(1_200);
    const files = [];
    for (const client of [wang, li]) {
      const upload = await world.begin(client, 'same.txt', bytes.length);
      await world.sendAll(client, upload, bytes);
      await client.post(`uploads/${upload.id}/complete`);
      files.push((await world.settled(client, upload.id)).fileId);
    }
    const blobs = await world.query<{ sha256: string }>('SELECT sha256 FROM file WHERE id IN (?, ?)', files);
    expect(blobs).toHaveLength(2);
    expect(new Set(blobs.map((b) => b.sha256)).size).toBe(1);
    const objects = [];
    for await (const o of world.app.get(ObjectStore).list(`blob/`))
      if (o.key.includes(blobs[0]!.sha256)) objects.push(o.key);
    expect(objects).toHaveLength(1);
  });

  describe('with bad input', () => {
    it.each<[string, object, number, string]>([
      ['an empty file', { fileName: 'a.txt', size: 0 }, 422, 'file_empty'],
      ['a file that is too large', { fileName: 'a.txt', size: 90_001 }, 413, 'file_too_large'],
      ['a name that is nothing', { fileName: '\0', size: 10 }, 422, 'file_name_invalid'],
      ['a name of 1,001 characters', { fileName: 'x'.repeat(1001), size: 10 }, 400, 'invalid_request'],
      ['a negative size', { fileName: 'a.txt', size: -1 }, 400, 'invalid_request'],
    ])('is refused for %s', async (_what, body, status, code) => {
      const answer = await wang.post('uploads', body);
      expect(answer).toMatchObject({ status, body: { code } });
    });

    it('is refused in the name of a school that is not one’s own', async () => {
      const answer = await wang.post('uploads', {
        fileName: 'a.txt',
        size: 1,
        schoolId: world.otherSchoolId,
      });
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    });

    it('keeps 300 Chinese characters and emoji in a name exactly', async () => {
      const fileName = `${'课'.repeat(300)}👩‍🏫.txt`;
      const upload = await world.begin(wang, fileName, 5);
      expect(upload.fileName).toBe(fileName);
      await wang.delete(`uploads/${upload.id}`);
    });

    it('takes no empty part and none larger than planned, and keeps nothing of it', async () => {
      const upload = await world.begin(wang, 'a.txt', 1_500);
      const [one, two] = [await world.sign(wang, upload.id, 1), await world.sign(wang, upload.id, 2)];
      expect(await put(one, Buffer.alloc(0))).toMatchObject({ status: 422, code: 'part_size_wrong' });
      expect(await put(one, randomBytes(1001))).toMatchObject({ status: 422, code: 'part_size_wrong' });
      expect(await put(two, randomBytes(501))).toMatchObject({ status: 422, code: 'part_size_wrong' });
      expect((await world.read(wang, upload.id)).parts).toEqual([]);
      await wang.delete(`uploads/${upload.id}`);
    });

    it('takes parts twice and out of order, says what is missing or too small, and goes on', async () => {
      const bytes = text(2_400);
      const upload = await world.begin(wang, 'order.txt', bytes.length);
      const send = async (n: number, body: Buffer) => put(await world.sign(wang, upload.id, n), body);
      const complete = () => wang.post(`uploads/${upload.id}/complete`);
      expect(await complete()).toMatchObject({
        status: 409,
        body: { code: 'upload_incomplete', params: { missing: 3, number: 1 } },
      });
      await send(3, bytes.subarray(2000));
      await send(1, randomBytes(1000));
      await send(1, bytes.subarray(0, 1000));
      await send(2, bytes.subarray(1000, 1999));
      expect(await complete()).toMatchObject({
        status: 422,
        body: { code: 'part_size_wrong', params: { number: 2 } },
      });
      await send(2, bytes.subarray(1000, 2000));
      expect((await complete()).status).toBe(202);
      expect((await complete()).status).toBe(202);
      expect(await world.ended(wang, upload.id)).toMatchObject({ state: 'stored' });
      expect(await complete()).toMatchObject({ status: 202, body: { state: 'stored' } });
      const again = await wang.post(`uploads/${upload.id}/parts`, { numbers: [1] });
      expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
    });

    it('completed by ten at once is stored once', async () => {
      const bytes = text(720);
      const upload = await world.begin(wang, 'ten.txt', bytes.length);
      await world.sendAll(wang, upload, bytes);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => wang.post(`uploads/${upload.id}/complete`)),
      );
      expect(answers.map((a) => a.status)).toEqual(answers.map(() => 202));
      const { fileId } = await world.ended(wang, upload.id);
      const files = await world.query('SELECT id FROM file WHERE file_name = ?', ['ten.txt']);
      expect(files).toEqual([{ id: fileId }]);
    });

    it('completed twice, and cleared out of quarantine between two looks of the second at the store, is well all the same', async () => {
      const bytes = text(2_400);
      const upload = await world.begin(wang, 'late.txt', bytes.length);
      await world.sendAll(wang, upload, bytes);
      const complete = () => wang.post(`uploads/${upload.id}/complete`);
      const store = world.app.get(MultipartStore);
      const join = store.complete.bind(store);
      const late = jest.spyOn(store, 'complete').mockImplementationOnce(async (...given) => {
        expect((await complete()).status).toBe(202);
        await world.settled(wang, upload.id);
        return join(...given);
      });
      expect(await complete()).toMatchObject({ status: 202, body: { state: 'stored' } });
      expect(late).toHaveBeenCalledTimes(2);
      await expect(late.mock.results[0]!.value).rejects.toThrow(UploadNotFoundError);
      late.mockRestore();
    });

    it('fails in plain words when the content is not what the name says, and leaves nothing', async () => {
      const before = await world.quota(wang);
      const bytes = Buffer.concat([Buffer.from('MZ'), randomBytes(1_400)]);
      const upload = await world.begin(wang, 'photo.jpg', bytes.length);
      await world.sendAll(wang, upload, bytes);
      await wang.post(`uploads/${upload.id}/complete`);
      const ended = await world.settled(wang, upload.id);
      expect(ended).toMatchObject({ state: 'failed', failure: { code: 'type_mismatch' }, fileId: null });
      expect(await world.quota(wang)).toEqual(before);
      expect(await world.app.get(ObjectStore).head(`quarantine/${upload.id}`)).toBeNull();
    });

    it('fails when the browser computed another hash', async () => {
      const bytes = text(480);
      const upload = await world.begin(wang, 'hash.txt', bytes.length);
      await world.sendAll(wang, upload, bytes);
      await wang.post(`uploads/${upload.id}/complete`, { sha256: '0'.repeat(64) });
      expect(await world.ended(wang, upload.id)).toMatchObject({
        state: 'failed',
        failure: { code: 'checksum_mismatch' },
      });
    });
  });

  describe('and its addresses', () => {
    it('are signed for its owner only; to others it does not exist, and trying is recorded', async () => {
      const upload = await world.begin(wang, 'mine.txt', 1_500);
      const numbers = [1];
      expect((await li.get(`uploads/${upload.id}`)).status).toBe(404);
      expect((await li.post(`uploads/${upload.id}/parts`, { numbers })).status).toBe(404);
      expect((await li.post(`uploads/${upload.id}/complete`)).status).toBe(404);
      expect((await li.delete(`uploads/${upload.id}`)).status).toBe(404);
      await world.app.get(Refusals, { strict: false }).settled();
      const denied = await world.query('SELECT * FROM audit_entry WHERE object_id = ?', [upload.id]);
      expect(denied.length).toBe(4);
      for (const bad of [[0], [3], [10_001], [-1], [1.5], [], Array.from({ length: 101 }, (_, i) => i + 1)])
        expect(
          (await wang.post(`uploads/${upload.id}/parts`, { numbers: bad })).status,
        ).toBeGreaterThanOrEqual(400);
      await wang.delete(`uploads/${upload.id}`);
    });

    it('need no cookie, are bound to part, size, upload and method, and are not listed in any way', async () => {
      const upload = await world.begin(wang, 'bound.txt', 1_500);
      const url = await world.sign(wang, upload.id, 2);
      const body = randomBytes(500);
      const changed = (edit: (u: URL) => void) => {
        const u = new URL(url);
        edit(u);
        return put(u.href, body);
      };
      expect(await changed((u) => (u.pathname = u.pathname.replace(/2$/, '1')))).toMatchObject({
        status: 403,
      });
      expect(await changed((u) => u.searchParams.set('maxBytes', '5000000000'))).toMatchObject({
        status: 403,
      });
      expect(await changed((u) => u.searchParams.set('expires', '9999999999999'))).toMatchObject({
        status: 403,
      });
      expect((await put(url, body, 'DELETE')).status).toBe(404);
      expect((await put(url, body, 'POST')).status).toBe(404);
      expect(await put(url, body)).toEqual({ status: 204 });
      await wang.delete(`uploads/${upload.id}`);
    });

    it('expire after 15 minutes; new ones continue where the old ones stopped', async () => {
      const bytes = text(1_440);
      const upload = await world.begin(wang, 'late.txt', bytes.length);
      const old = await world.sign(wang, upload.id, 2);
      expect((await put(await world.sign(wang, upload.id, 1), bytes.subarray(0, 1000))).status).toBe(204);
      world.clock.advance(15 * MINUTE);
      expect(await put(old, bytes.subarray(1000))).toMatchObject({ status: 403, code: 'signature_invalid' });
      expect((await put(await world.sign(wang, upload.id, 2), bytes.subarray(1000))).status).toBe(204);
      await wang.post(`uploads/${upload.id}/complete`);
      expect(await world.ended(wang, upload.id)).toMatchObject({ state: 'stored' });
    });

    it('are worthless after completion: the stored bytes stay as they are', async () => {
      const bytes = text(960);
      const upload = await world.begin(wang, 'replay.txt', bytes.length);
      const url = await world.sign(wang, upload.id, 1);
      expect((await put(url, bytes)).status).toBe(204);
      await wang.post(`uploads/${upload.id}/complete`);
      expect((await put(url, randomBytes(960))).status).toBe(404);
      const { fileId } = await world.ended(wang, upload.id);
      expect((await put(url, randomBytes(960))).status).toBe(404);
      const [row] = await world.query<{ object_key: string; sha256: string }>(
        'SELECT b.object_key, b.sha256 FROM file f JOIN file_blob b ON b.sha256 = f.sha256 WHERE f.id = ?',
        [fileId],
      );
      expect(row!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      const stream = await world.app.get(ObjectStore).get(row!.object_key);
      expect(Buffer.concat(await stream.toArray()).equals(bytes)).toBe(true);
    });
  });

  it('verified twice at the same time becomes one file and is counted once', async () => {
    const bytes = text(960);
    const upload = await world.begin(wang, 'twice.txt', bytes.length);
    await world.sendAll(wang, upload, bytes);
    const before = (await world.quota(wang)).user.used;
    await wang.post(`uploads/${upload.id}/complete`);
    const job = (jobId: string): JobContext => ({
      jobId,
      attempt: 1,
      signal: new AbortController().signal,
      fence: () => Promise.resolve(),
      complete: () => Promise.resolve(),
    });
    const verifier = world.app.get(UploadVerifier, { strict: false });
    await Promise.allSettled(['a', 'b', 'c'].map((id) => verifier.verify(upload.id, job(id))));
    expect(await world.ended(wang, upload.id)).toMatchObject({ state: 'stored' });
    expect(await world.query('SELECT id FROM file WHERE file_name = ?', ['twice.txt'])).toHaveLength(1);
    expect((await world.quota(wang)).user.used).toBe(before);
  });

  it('repeated with the same Idempotency-Key is the same upload', async () => {
    const body = { fileName: 'once.txt', size: 100 };
    const first = await wang.post('uploads', body, { 'idempotency-key': 'k1' });
    const second = await wang.post('uploads', body, { 'idempotency-key': 'k1' });
    const others = await li.post('uploads', body, { 'idempotency-key': 'k1' });
    expect(second.body['id']).toBe(first.body['id']);
    expect(others.body['id']).not.toBe(first.body['id']);
    expect(await wang.post('uploads', { ...body, size: 101 }, { 'idempotency-key': 'k1' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    const twins = await Promise.all(
      [1, 2, 3].map(() => wang.post('uploads', body, { 'idempotency-key': 'k2' })),
    );
    expect(new Set(twins.map((twin) => twin.body['id'])).size).toBe(1);
    await wang.delete(`uploads/${String(twins[0]!.body['id'])}`);
    await wang.delete(`uploads/${String(first.body['id'])}`);
    await li.delete(`uploads/${String(others.body['id'])}`);
  });
});

describe('room for uploads', () => {
  let world: UploadWorld;
  beforeEach(async () => {
    world = await UploadWorld.open({ quotaUserBytes: 10_000, quotaSchoolBytes: 15_000 });
  });
  afterEach(() => world.close());

  it('cannot be exceeded by twenty tabs at once, nor by two people of one school', async () => {
    const wang = await world.teacher('wang');
    const begin = (client: ApiClient, size: number) => client.post('uploads', { fileName: 'a.txt', size });
    const tabs = await Promise.all(Array.from({ length: 20 }, () => begin(wang, 1_000)));
    expect(tabs.filter((t) => t.status === 201)).toHaveLength(10);
    const refused = tabs.find((t) => t.status === 413);
    expect(refused?.body).toMatchObject({ code: 'quota_exceeded', params: { scope: 'user', free: 0 } });
    expect(await world.quota(wang)).toMatchObject({ user: { used: 10_000 }, school: { used: 10_000 } });
    const li = await world.teacher('li');
    expect(await begin(li, 5_001)).toMatchObject({ status: 413, body: { params: { scope: 'school' } } });
    expect((await begin(li, 5_000)).status).toBe(201);
  });

  it('is given back when an upload is given up, fails or expires, and never twice', async () => {
    const wang = await world.teacher('wang');
    const given = await world.begin(wang, 'a.txt', 4_000);
    await Promise.all([1, 2, 3].map(() => wang.delete(`uploads/${given.id}`)));
    expect((await world.quota(wang)).user.used).toBe(0);
    const url = await world.begin(wang, 'b.txt', 4_000).then((u) => world.sign(wang, u.id, 1));
    expect((await put(url, randomBytes(1000))).status).toBe(204);
    world.clock.advance(25 * HOUR);
    const sweep = world.app.get(UploadSweep, { strict: false });
    expect(await sweep.run(false)).toMatchObject({ ended: 1 });
    const again = await world.signIn('wang');
    expect((await world.quota(again)).user.used).toBe(4_000);
    expect(await sweep.run(true)).toMatchObject({ ended: 1, quotaRows: 0 });
    expect((await world.quota(again)).user.used).toBe(0);
    expect((await put(url, randomBytes(1000))).status).toBe(404);
    expect(await sweep.run(true)).toMatchObject({ ended: 0, cleared: 0 });
  });

  it('is taken by each file, also of the same bytes, and can be counted anew', async () => {
    const wang = await world.teacher('wang');
    const bytes = text(1_200);
    for (let i = 0; i < 2; i += 1) {
      const upload = await world.begin(wang, 'a.txt', bytes.length);
      await world.sendAll(wang, upload, bytes);
      await wang.post(`uploads/${upload.id}/complete`);
      await world.ended(wang, upload.id);
    }
    expect(await world.quota(wang)).toMatchObject({ user: { used: 2_400 }, school: { used: 2_400 } });
    const sweep = world.app.get(UploadSweep, { strict: false });
    expect(await sweep.run(false)).toMatchObject({ quotaRows: 0 });
    await world.database.transaction((tx) => tx.manager.query('UPDATE file_quota SET used_bytes = 7'));
    expect(await sweep.run(false)).toMatchObject({ quotaRows: 2 });
    expect((await world.quota(wang)).user.used).toBe(7);
    expect(await sweep.run(true)).toMatchObject({ quotaRows: 2 });
    expect((await world.quota(wang)).user.used).toBe(2_400);
  });

  it('is not used up by a thousand abandoned uploads: a day later nothing of them is left', async () => {
    const wang = await world.teacher('wang');
    for (let i = 0; i < 1_000; i += 50)
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          const upload = await world.begin(wang, 'a.txt', 10);
          if (i < 100) await put(await world.sign(wang, upload.id, 1), randomBytes(10));
        }),
      );
    expect((await wang.post('uploads', { fileName: 'a.txt', size: 1 })).status).toBe(413);
    world.clock.advance(25 * HOUR);
    expect(await world.app.get(UploadSweep, { strict: false }).run(true)).toMatchObject({ ended: 1_000 });
    expect((await world.quota(await world.signIn('wang'))).user.used).toBe(0);
    expect(readdirSync(`${world.settings.dataDir}/objects/uploads`)).toEqual([]);
  }, 180_000);
});
