import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { HOUR } from '../../src/kernel/clock.js';
import { UploadOutcome } from '../../src/modules/uploads/upload-outcome.js';
import { UploadSweep } from '../../src/modules/uploads/index.js';
import { UploadsRepository } from '../../src/modules/uploads/uploads.repository.js';
import { MultipartStore, ObjectStore } from '../../src/platform/storage/storage.port.js';
import type { ApiClient } from '../support/client.js';
import { eventually } from '../support/client.js';
import { S3_KINDS, startS3, type S3Server } from '../support/s3-server.js';
import { services, withService } from '../support/services.js';
import { put, UploadWorld, type Upload } from './uploads-world.js';

const PART = 5 * 1024 * 1024;
const text = (size: number) =>
  Buffer.from('江上清风山间明月'.repeat(Math.ceil(size / 24))).subarray(0, size - (size % 24));
const quarantine = (upload: Upload) => `quarantine/${upload.id}`;

for (const { kind, variable } of S3_KINDS)
  withService(`uploads into an S3 store, ${kind}`, variable, services[kind], () => {
    let server: S3Server;
    let world: UploadWorld;
    let wang: ApiClient;
    beforeAll(async () => {
      server = await startS3(kind);
      world = await UploadWorld.open({ partBytes: PART }, server.env);
      wang = await world.teacher('wang');
    });
    afterAll(async () => {
      await world.close();
      await server.remove();
    });

    const unfinished = async (upload: Upload) =>
      (await server.root.listIncompleteUploadsQuery(server.bucket, quarantine(upload), '', '', '')).uploads;
    /** As the store itself sees it: an address that binds no length, which we never give. */
    const unboundAddress = async (upload: Upload, number: number) => {
      const uploadId = (await unfinished(upload))[0]!.uploadId;
      const query = { uploadId, partNumber: String(number) };
      return server.root.presignedUrl('PUT', server.bucket, quarantine(upload), 60, query);
    };

    it('parts go straight to the store, each at its own size, and become a file with the bytes that were sent', async () => {
      const bytes = text(PART + 24_000);
      const upload = await world.begin(wang, '江城子.txt', bytes.length);
      const url = await world.sign(wang, upload.id, 1);
      expect(new URL(url).origin).toBe(server.endpoint);
      expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host');
      expect(Number(new URL(url).searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(900);
      await world.sendAll(wang, upload, bytes);
      expect((await world.read(wang, upload.id)).parts.map((p) => p.size)).toEqual([
        PART,
        bytes.length - PART,
      ]);
      expect((await wang.post(`uploads/${upload.id}/complete`)).status).toBe(202);
      const { state, fileId } = await world.ended(wang, upload.id);
      expect(state).toBe('stored');
      const [row] = await world.query<{ object_key: string; sha256: string }>(
        'SELECT b.object_key, b.sha256 FROM file f JOIN file_blob b ON b.sha256 = f.sha256 WHERE f.id = ?',
        [fileId],
      );
      expect(row!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      const stored = async () => buffer(await world.app.get(ObjectStore).get(row!.object_key));
      expect((await stored()).equals(bytes)).toBe(true);
      // Every address once given is used again, with other bytes. A store that refuses without reading the body may
      // hang up before its answer is read.
      const replay = await put(url, randomBytes(PART)).catch(() => ({ status: 'hung up' }));
      expect([404, 'hung up']).toContain(replay.status);
      expect((await stored()).equals(bytes)).toBe(true);
      await eventually(
        () => world.app.get(ObjectStore).head(quarantine(upload)),
        (object) => object === null,
      );
    });

    it('a part larger than planned, let in by the store itself, ends the upload and leaves nothing', async () => {
      const before = (await world.quota(wang)).user.used;
      const upload = await world.begin(wang, 'swollen.txt', 1_000);
      await world.sign(wang, upload.id, 1);
      expect((await put(await world.sign(wang, upload.id, 1), randomBytes(2_000))).status).toBe(403);
      expect((await put(await unboundAddress(upload, 1), randomBytes(2_000))).status).toBe(200);
      expect(await wang.post(`uploads/${upload.id}/complete`)).toMatchObject({
        status: 422,
        body: { code: 'part_size_wrong', params: { number: 1, size: 2_000, expected: 1_000 } },
      });
      expect(await world.read(wang, upload.id)).toMatchObject({ state: 'failed' });
      expect(await unfinished(upload)).toEqual([]);
      expect((await world.quota(wang)).user.used).toBe(before);
    });

    it('while the store is away people are told so, nothing is half done, and the same requests work afterwards', async () => {
      const bytes = text(960);
      const upload = await world.begin(wang, 'away.txt', bytes.length);
      await world.sendAll(wang, upload, bytes);
      await server.stop();
      const key = { 'idempotency-key': `away-${kind}` };
      const create = () => wang.post<Upload>('uploads', { fileName: 'later.txt', size: 480 }, key);
      const complete = () => wang.post(`uploads/${upload.id}/complete`);
      for (const act of [create, complete]) {
        const answer = await act();
        expect(answer).toMatchObject({ status: 503, body: { code: 'store_unavailable' } });
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
        expect(answer.headers.get('retry-after')).toBe('10');
      }
      const [row] = await world.query('SELECT state, file_id FROM upload WHERE id = ?', [upload.id]);
      expect(row).toMatchObject({ state: 'uploading', file_id: null });
      await server.start();
      const later = await create();
      expect(later.status).toBe(201);
      await world.sendAll(wang, later.body, text(480));
      expect((await wang.post(`uploads/${later.body.id}/complete`)).status).toBe(202);
      expect((await complete()).status).toBe(202);
      for (const { id } of [upload, later.body])
        expect(await world.ended(wang, id)).toMatchObject({ state: 'stored', failure: null });
      const named = await world.query('SELECT id FROM upload WHERE file_name = ?', ['later.txt']);
      expect(named).toHaveLength(1);
    });

    it('a verification that meets no store waits for it, without counting a failure', async () => {
      const bytes = text(720);
      const upload = await world.begin(wang, 'waits.txt', bytes.length);
      await world.sendAll(wang, upload, bytes);
      const [begun] = await unfinished(upload);
      const multipart = world.app.get(MultipartStore);
      const held = await multipart.listParts(quarantine(upload), begun!.uploadId);
      await multipart.complete(quarantine(upload), begun!.uploadId, held);
      await server.stop();
      await world.database.transaction(async (tx) => {
        const [row] = await world.app.get(UploadsRepository, { strict: false }).lock(tx, [upload.id]);
        await world.app.get(UploadOutcome, { strict: false }).verify(tx, row!, null);
      });
      const job = () =>
        world.query<{ attempts: number; last_error: string | null; state: string }>(
          "SELECT attempts, last_error, state FROM outbox_job WHERE name = 'uploads.verify' AND payload LIKE ?",
          [`%${upload.id}%`],
        );
      const [waiting] = await eventually(job, ([row]) => row?.last_error != null);
      expect(waiting).toMatchObject({ attempts: 0, state: 'open' });
      expect(waiting!.last_error).toContain('StoreUnavailableError');
      const [row] = await world.query('SELECT state, file_id FROM upload WHERE id = ?', [upload.id]);
      expect(row).toMatchObject({ state: 'verifying', file_id: null });
      await server.start();
      world.clock.advance(31_000);
      expect(await world.ended(wang, upload.id)).toMatchObject({ state: 'stored', failure: null });
    });

    it('an upload in which nothing happens is aborted in the store too, also when its id was never noted', async () => {
      const given = await world.begin(wang, 'given-up.txt', PART + 1);
      expect((await put(await world.sign(wang, given.id, 1), randomBytes(PART))).status).toBe(200);
      const unnoted = await world.begin(wang, 'unnoted.txt', 10);
      await world.sign(wang, unnoted.id, 1);
      await world.database.transaction((tx) =>
        tx.manager.query('UPDATE upload SET store_upload_id = NULL WHERE id = ?', [unnoted.id]),
      );
      expect(await unfinished(given)).toHaveLength(1);
      expect(await unfinished(unnoted)).toHaveLength(1);
      world.clock.advance(25 * HOUR);
      await world.app.get(UploadSweep, { strict: false }).tidy();
      expect(await unfinished(given)).toEqual([]);
      expect(await unfinished(unnoted)).toEqual([]);
    });
  });
