import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { parseSettings } from '../../../src/config/settings.js';
import { clientsOf, openS3 } from '../../../src/platform/storage/adapters/s3/open-s3.js';
import { S3ObjectStore } from '../../../src/platform/storage/adapters/s3/s3-object-store.js';
import type { S3Settings } from '../../../src/platform/storage/adapters/s3/s3-start.js';
import {
  SignatureRefusedError,
  StoreUnavailableError,
  UploadNotFoundError,
} from '../../../src/platform/storage/storage.port.js';
import { eventually } from '../../support/eventually.js';
import { S3_KINDS, startS3, type S3Server } from '../../support/s3-server.js';
import { services, withService } from '../../support/services.js';
import { send } from './storage-contract.js';

const MIB = 1024 * 1024;
const TEXT = { contentType: 'text/plain' };
const PLAN = { contentType: 'application/octet-stream', partSize: 5 * MIB };
const settingsOf = (server: S3Server, more: Record<string, string> = {}) =>
  parseSettings({ ...server.env, ...more }).storage as S3Settings;

for (const { kind, variable } of S3_KINDS)
  withService(`an S3 store, ${kind}`, variable, services[kind], () => {
    let server: S3Server;
    let store: Awaited<ReturnType<typeof openS3>>;
    beforeAll(async () => {
      server = await startS3(kind);
      store = await openS3(settingsOf(server));
    });
    afterAll(() => server.remove());

    it('reaches a whole cluster, and takes no parts through our own process', async () => {
      expect(store.objects.reach).toBe('cluster');
      await expect(store.receiver.receive()).rejects.toBeInstanceOf(SignatureRefusedError);
    });

    it('tells and gives nothing to whoever does not sign, nor to whoever signs with another secret', async () => {
      await store.objects.put('secret/paper', Buffer.from('甲卷'), TEXT);
      const bucket = `${server.env['S3_ENDPOINT']}/${server.bucket}`;
      for (const address of ['', '?list-type=2', '?uploads', '?policy', '/secret/paper', '/secret/other'])
        for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
          const answer = await fetch(`${bucket}${address}`, { method });
          expect([method, address, answer.status]).toEqual([method, address, 403]);
          expect(await answer.text()).not.toMatch(/甲卷|<Contents>|<Upload>/);
        }
      const other = clientsOf(settingsOf(server, { S3_SECRET_KEY: 'not-the-secret-of-this-store' }));
      await expect(other.client.statObject(server.bucket, 'secret/paper')).rejects.toThrow();
      expect((await buffer(await store.objects.get('secret/paper'))).toString()).toBe('甲卷');
    });

    it('copies and stores what is too large for one request part by part', async () => {
      const { client, open } = clientsOf(settingsOf(server));
      const limits = { oneRequest: 6 * MIB, part: 5 * MIB };
      const small = new S3ObjectStore(client, open, server.bucket, limits);
      const directory = await mkdtemp(join(tmpdir(), 'storage-'));
      const path = join(directory, 'large');
      const bytes = randomBytes(12 * MIB + 345);
      await writeFile(path, bytes);
      expect(await small.put('large/a', { path }, TEXT)).toBe(true);
      expect(await small.put('large/a', { path }, { ...TEXT, ifAbsent: true })).toBe(false);
      expect(await small.copy('large/a', 'large/b')).toBe(true);
      expect(await small.copy('large/a', 'large/b', { ifAbsent: true })).toBe(false);
      expect((await buffer(await small.get('large/b'))).equals(bytes)).toBe(true);
      expect((await server.root.statObject(server.bucket, 'large/b')).etag).toMatch(/-3$/);
      await rm(directory, { recursive: true });
    });

    it('copies into an absent key once when ten do so at the same time', async () => {
      await store.objects.put('race/from', Buffer.from('x'), TEXT);
      const copies = Array.from({ length: 10 }, () =>
        store.objects.copy('race/from', 'race/to', { ifAbsent: true }),
      );
      expect((await Promise.all(copies)).filter(Boolean)).toHaveLength(1);
      const left = await server.root.listIncompleteUploadsQuery(server.bucket, 'race/to', '', '', '');
      expect(left.uploads).toEqual([]);
    });

    it('stores a stream of unknown length in pieces, and nothing of one that breaks off after the first', async () => {
      const bytes = randomBytes(17 * MIB);
      const chunks = Array.from({ length: 17 }, (_, i) => bytes.subarray(i * MIB, (i + 1) * MIB));
      await store.objects.put('stream/whole', Readable.from(chunks), TEXT);
      expect((await buffer(await store.objects.get('stream/whole'))).equals(bytes)).toBe(true);
      const broken = Readable.from(
        (async function* () {
          yield* chunks;
          throw new Error('source broke');
        })(),
      );
      await expect(store.objects.put('stream/half', broken, TEXT)).rejects.toThrow('source broke');
      expect(await store.objects.head('stream/half')).toBeNull();
      const left = await server.root.listIncompleteUploadsQuery(server.bucket, 'stream/half', '', '', '');
      expect(left.uploads).toEqual([]);
    });

    it('lists and deletes more than a thousand objects', async () => {
      const keys = Array.from({ length: 1_203 }, (_, i) => `many/${String(i).padStart(4, '0')}`);
      for (let i = 0; i < keys.length; i += 50)
        await Promise.all(keys.slice(i, i + 50).map((k) => store.objects.put(k, Buffer.from(k), TEXT)));
      const listed = async () => {
        const found: string[] = [];
        for await (const object of store.objects.list('many/')) found.push(object.key);
        return found.sort();
      };
      expect(await listed()).toEqual(keys);
      await store.objects.delete(keys);
      expect(await listed()).toEqual([]);
    });

    it('gives readers an address under which bytes have our name and our type, whole or in spans, and no other', async () => {
      await store.objects.put('read/a', Buffer.from('<script>alert(1)</script>'), {
        contentType: 'text/html',
      });
      const disposition = `attachment; filename="__.txt"; filename*=UTF-8''%E6%95%99%E6%A1%88.txt`;
      const headers = { 'Content-Type': 'text/plain', 'Content-Disposition': disposition };
      const url = await store.objects.readUrl('read/a', { ttlSeconds: 60, headers });
      const answer = await fetch(url);
      expect(answer.headers.get('content-type')).toBe('text/plain');
      expect(answer.headers.get('content-disposition')).toBe(disposition);
      const span = await fetch(url, { headers: { range: 'bytes=1-6' } });
      expect([span.status, await span.text()]).toEqual([206, 'script']);
      for (const changed of [
        url.replace('text%2Fplain', 'text%2Fhtml'),
        url.replace('read/a', 'read/b'),
        url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'),
        url.split('?')[0]!,
      ])
        expect((await fetch(changed)).status).toBe(403);
    });

    it('lets addresses for reading and for parts expire', async () => {
      const id = await store.multipart.create('expire/a', PLAN);
      const part = await store.multipart.signPart('expire/a', id, 1, { ttlSeconds: 1, maxBytes: 4 });
      await store.objects.put('expire/b', Buffer.from('x'), TEXT);
      const read = await store.objects.readUrl('expire/b', { ttlSeconds: 1, headers: {} });
      await eventually(
        'the address for the part has ended',
        async () => (await send(part, Buffer.from('late'))) === 403,
      );
      await eventually('the address for reading has ended', async () => (await fetch(read)).status === 403);
      await store.multipart.abort('expire/a', id);
    });

    it('takes no part under a signature that is somebody else’s: another upload, part, key or bucket', async () => {
      const mine = await store.multipart.create('foreign/mine', PLAN);
      const theirs = await store.multipart.create('foreign/theirs', PLAN);
      const body = Buffer.from('abcd');
      const url = await store.multipart.signPart('foreign/mine', mine, 1, { ttlSeconds: 60, maxBytes: 4 });
      const changed = [
        url.replace(encodeURIComponent(mine), encodeURIComponent(theirs)),
        url.replace('partNumber=1', 'partNumber=2'),
        url.replace('partNumber=1', 'partNumber=10001'),
        url.replace('foreign/mine', 'foreign/theirs'),
        url.replace('foreign/mine', 'foreign/mine/../theirs'),
        url.replace('foreign/mine', 'foreign/mine%2F..%2Ftheirs'),
        url.replace(`/${server.bucket}/`, '/another/'),
        url.replace(/partNumber=1&?|uploadId=[^&]+&?/g, ''),
      ];
      for (const address of changed) expect(await send(address, body)).toBeGreaterThanOrEqual(400);
      for (const [key, id] of [
        ['foreign/mine', mine],
        ['foreign/theirs', theirs],
      ] as const)
        expect(await store.multipart.listParts(key, id)).toEqual([]);
      expect(await store.objects.head('foreign/mine')).toBeNull();
      expect(await send(url, body)).toBe(200);
    });

    it('keeps what was completed when every address of the upload is used again with other bytes', async () => {
      const id = await store.multipart.create('replay/a', PLAN);
      const bytes = [randomBytes(5 * MIB), randomBytes(100)];
      const urls: string[] = [];
      for (const [i, body] of bytes.entries()) {
        const url = await store.multipart.signPart('replay/a', id, i + 1, {
          ttlSeconds: 600,
          maxBytes: body.length,
        });
        urls.push(url);
        expect(await send(url, body)).toBe(200);
      }
      await store.multipart.complete('replay/a', id, await store.multipart.listParts('replay/a', id));
      const hash = async () =>
        createHash('sha256')
          .update(await buffer(await store.objects.get('replay/a')))
          .digest('hex');
      const before = await hash();
      for (const [i, url] of urls.entries()) {
        // A server that refuses without reading the body may hang up before its answer is read.
        const refusal = await send(url, randomBytes(bytes[i]!.length)).catch(() => 'hung up');
        expect([404, 'hung up']).toContain(refusal);
      }
      expect(await hash()).toBe(before);
      await expect(store.multipart.listParts('replay/a', id)).rejects.toBeInstanceOf(UploadNotFoundError);
    });

    it('writes copies for tools into their directory, and nowhere else', async () => {
      const directory = await mkdtemp(join(tmpdir(), 'storage-'));
      await store.objects.put('tool/a', Buffer.from('bytes'), TEXT);
      const path = await store.objects.localFile('tool/a', directory);
      expect(path.startsWith(`${directory}/`)).toBe(true);
      expect(await readFile(path, 'utf8')).toBe('bytes');
      await rm(directory, { recursive: true });
      await expect(store.objects.localFile('tool/a', directory)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    it('says that the store is away while it is, and goes on when it is back', async () => {
      const id = await store.multipart.create('away/up', PLAN);
      await store.objects.put('away/a', Buffer.from('x'), TEXT);
      await server.stop();
      const acts: (() => Promise<unknown>)[] = [
        () => store.objects.put('away/b', Buffer.from('y'), TEXT),
        () => store.objects.put('away/b', Readable.from([Buffer.from('y')]), TEXT),
        () => store.objects.get('away/a'),
        () => store.objects.head('away/a'),
        () => store.objects.copy('away/a', 'away/c'),
        () => store.objects.delete(['away/a']),
        () => store.objects.localFile('away/a', tmpdir()),
        () => store.multipart.create('away/d', PLAN),
        () => store.multipart.listParts('away/up', id),
        () => store.multipart.complete('away/up', id, []),
        () => store.multipart.abort('away/up', id),
      ];
      for (const act of acts) await expect(act()).rejects.toBeInstanceOf(StoreUnavailableError);
      await server.start();
      expect((await buffer(await store.objects.get('away/a'))).toString()).toBe('x');
      expect(await store.objects.head('away/b')).toBeNull();
      await store.multipart.abort('away/up', id);
    });

    describe('at start', () => {
      const refusal = (more: Record<string, string>) =>
        openS3(settingsOf(server, more)).then(
          () => 'opened',
          (error: Error & { zh?: string }) => `${error.name}: ${error.message} / ${error.zh}`,
        );

      it.each<[string, Record<string, string>, RegExp]>([
        [
          'a bucket that is not there',
          { S3_BUCKET: 'nowhere' },
          /has no bucket nowhere.*S3_BUCKET.*没有存储桶/,
        ],
        [
          'a wrong secret',
          { S3_SECRET_KEY: 'wrong-secret' },
          /does not accept the key.*S3_SECRET_KEY.*不接受密钥/,
        ],
        [
          'an unknown key',
          { S3_ACCESS_KEY: 'unknown-key' },
          /does not accept the key.*S3_ACCESS_KEY.*不接受密钥/,
        ],
        ['another region', { S3_REGION: 'us-west-2' }, /not in region us-west-2.*S3_REGION.*不在区域/],
        [
          'nobody there',
          { S3_ENDPOINT: 'http://127.0.0.1:1' },
          /cannot be used \(ECONNREFUSED\).*S3_ENDPOINT.*无法使用/,
        ],
        [
          'an unknown host',
          { S3_ENDPOINT: 'http://store.invalid' },
          /cannot be used \(E[A-Z_]+\).*S3_ENDPOINT.*无法使用/,
        ],
      ])('says in one sentence that there is %s', async (_what, more, sentence) => {
        const said = await refusal(more);
        expect(said).toMatch(/^SettingsError: [^\n]+$/);
        expect(said).toMatch(sentence);
      });

      it('says that the clocks are apart: a little is allowed for, a minute or more is not', async () => {
        const real = Date.now;
        try {
          Date.now = () => real() - 30_000;
          const behind = await openS3(settingsOf(server));
          const url = await behind.objects.readUrl('away/a', { ttlSeconds: 10, headers: {} });
          expect((await fetch(url)).status).toBe(200);
          Date.now = () => real() - 120_000;
          expect(await refusal({})).toMatch(
            /clocks of this machine and of the object store .* 1(19|20|21) s apart.*NTP/,
          );
        } finally {
          Date.now = real;
        }
      });
    });
  });
