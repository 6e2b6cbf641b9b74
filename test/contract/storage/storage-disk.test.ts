import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../../../src/kernel/clock.js';
import { openStores } from '../../../src/platform/storage/storage.module.js';
import { startPartServer } from '../../support/part-server.js';
import { send, storageContract } from './storage-contract.js';

async function openDisk() {
  const directory = await mkdtemp(join(tmpdir(), 'lianke-store-'));
  const clock = new ManualClock(Date.now());
  const { objects, multipart, receiver } = await openStores({ driver: 'disk', directory }, clock);
  const server = await startPartServer(receiver);
  return {
    directory,
    objects,
    multipart,
    absolute: (url: string) => `${server.origin}${url}`,
    advance: (ms: number) => clock.advance(ms),
    close: async () => {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}

storageContract('local disk', openDisk);

describe('the local disk store', () => {
  let store: Awaited<ReturnType<typeof openDisk>>;
  beforeEach(async () => {
    store = await openDisk();
  });
  afterEach(() => store.close());
  const PLAN = { contentType: 'application/octet-stream', partSize: 1000 };

  it('keeps its signing secret to its owner and across restarts', async () => {
    const path = join(store.directory, 'part-signing.key');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const secret = await readFile(path, 'utf8');
    await openStores({ driver: 'disk', directory: store.directory }, new ManualClock());
    expect(await readFile(path, 'utf8')).toBe(secret);
  });

  it('refuses an empty part and one larger than its address allows, announced or not, and keeps nothing of it', async () => {
    const id = await store.multipart.create('q/a', PLAN);
    const url = store.absolute(
      await store.multipart.signPart('q/a', id, 1, { ttlSeconds: 60, maxBytes: 1000 }),
    );
    expect(await send(url, Buffer.alloc(0))).toBe(422);
    expect(await send(url, randomBytes(1001))).toBe(422);
    const unannounced = await fetch(url, {
      method: 'PUT',
      body: new Blob([randomBytes(1001)]).stream(),
      duplex: 'half',
    } as RequestInit).then(
      (r) => r.status,
      () => 422,
    );
    expect(unannounced).toBe(422);
    expect(await store.multipart.listParts('q/a', id)).toEqual([]);
    expect(await send(url, randomBytes(1000))).toBe(204);
  });

  it('signs for one part of one upload: number, size and time cannot be changed', async () => {
    const id = await store.multipart.create('q/a', PLAN);
    const other = await store.multipart.create('q/b', PLAN);
    const url = store.absolute(
      await store.multipart.signPart('q/a', id, 1, { ttlSeconds: 60, maxBytes: 1000 }),
    );
    const change = (edit: (u: URL) => void) => {
      const u = new URL(url);
      edit(u);
      return send(u.href, Buffer.from('x'));
    };
    expect(await change((u) => (u.pathname = u.pathname.replace(/1$/, '2')))).toBe(403);
    expect(await change((u) => (u.pathname = u.pathname.replace(/1$/, '0')))).toBe(403);
    expect(await change((u) => (u.pathname = u.pathname.replace(/1$/, '10001')))).toBe(403);
    expect(await change((u) => u.searchParams.set('maxBytes', '5000000000'))).toBe(403);
    expect(await change((u) => u.searchParams.set('expires', '99999999999999'))).toBe(403);
    expect(await change((u) => u.searchParams.delete('signature'))).toBe(403);
    expect(await change((u) => (u.pathname = u.pathname.replace(id, other)))).toBe(403);
    expect(await change((u) => (u.pathname = u.pathname.replace(id, '..%2f..')))).toBe(404);
  });

  it('survives two senders of one part at the same time: one of them wins whole', async () => {
    const id = await store.multipart.create('q/a', { ...PLAN, partSize: 4_000_000 });
    const bodies = Array.from({ length: 6 }, (_, i) => Buffer.alloc(4_000_000, i + 1));
    const url = store.absolute(
      await store.multipart.signPart('q/a', id, 1, { ttlSeconds: 60, maxBytes: 4_000_000 }),
    );
    expect(await Promise.all(bodies.map((b) => send(url, b)))).toEqual(bodies.map(() => 204));
    await store.multipart.complete('q/a', id, await store.multipart.listParts('q/a', id));
    const result = await readFile(await store.objects.localFile('q/a', tmpdir()));
    expect(bodies.some((b) => b.equals(result))).toBe(true);
  });

  it('completes once when completed by many at the same time, and leaves nothing behind', async () => {
    const id = await store.multipart.create('q/a', PLAN);
    const url = store.absolute(
      await store.multipart.signPart('q/a', id, 1, { ttlSeconds: 60, maxBytes: 1000 }),
    );
    await send(url, randomBytes(700));
    const parts = await store.multipart.listParts('q/a', id);
    const infos = await Promise.all(
      Array.from({ length: 5 }, () => store.multipart.complete('q/a', id, parts)),
    );
    expect(infos.every((i) => i.size === 700)).toBe(true);
    expect(await readdir(join(store.directory, 'uploads'))).toEqual([]);
    expect(await readdir(join(store.directory, 'tmp'))).toEqual([]);
  });

  it('loses nothing while the folder that keys share is emptied and filled again and again', async () => {
    const one = async (writer: number) => {
      for (let i = 0; i < 100; i += 1) {
        const key = `shared/${writer}-${i}`;
        await store.objects.put(key, Buffer.from(key), { contentType: 'text/plain' });
        expect((await store.objects.head(key))?.size).toBe(key.length);
        await store.objects.delete([key]);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, writer) => one(writer)));
  });

  it('takes up an upload again after a restart, with the parts it held', async () => {
    const id = await store.multipart.create('q/a', PLAN);
    const sign = { ttlSeconds: 60, maxBytes: 1000 };
    await send(store.absolute(await store.multipart.signPart('q/a', id, 1, sign)), Buffer.alloc(1000, 1));
    const again = await openStores(
      { driver: 'disk', directory: store.directory },
      new ManualClock(Date.now()),
    );
    const server = await startPartServer(again.receiver);
    expect(await again.multipart.listParts('q/a', id)).toMatchObject([{ number: 1, size: 1000 }]);
    await send(`${server.origin}${await again.multipart.signPart('q/a', id, 2, sign)}`, Buffer.alloc(5, 2));
    await again.multipart.complete('q/a', id, await again.multipart.listParts('q/a', id));
    expect(await again.objects.head('q/a')).toMatchObject({ size: 1005 });
    await server.close();
  });

  it('trusts a part that may not have reached the disk only until the machine starts anew', async () => {
    const id = await store.multipart.create('q/a', PLAN);
    const parts = join(store.directory, 'uploads', id, 'parts');
    const etag = '01a20b14-fe69-76c8-88b3-73d560aaaeac';
    await writeFile(join(parts, `1_1000_${etag}_data_00000000-0000-4000-8000-000000000000`), '');
    expect(await store.multipart.listParts('q/a', id)).toEqual([]);
    const url = await store.multipart.signPart('q/a', id, 1, { ttlSeconds: 60, maxBytes: 1000 });
    const body = randomBytes(1000);
    expect(await send(store.absolute(url), body)).toBe(204);
    const held = await store.multipart.listParts('q/a', id);
    expect(held).toHaveLength(1);
    await store.multipart.complete('q/a', id, held);
    expect((await readFile(await store.objects.localFile('q/a', tmpdir()))).equals(body)).toBe(true);
  });

  it('removes drafts of writers that died more than a day ago, and only those', async () => {
    const old = join(store.directory, 'tmp', 'old');
    const fresh = join(store.directory, 'tmp', 'fresh');
    await writeFile(old, 'x');
    await writeFile(fresh, 'x');
    const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
    await utimes(old, twoDaysAgo, twoDaysAgo);
    await openStores({ driver: 'disk', directory: store.directory }, new ManualClock(Date.now()));
    expect(await readdir(join(store.directory, 'tmp'))).toEqual(['fresh']);
  });
});
