import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  InvalidKeyError,
  ObjectNotFoundError,
  PartRefusedError,
  UploadNotFoundError,
  type MultipartStore,
  type ObjectStore,
} from '../../../src/platform/storage/storage.port.js';

export interface OpenStore {
  objects: ObjectStore;
  multipart: MultipartStore;
  /** an absolute address for what `signPart` gave */
  absolute(url: string): string;
  /** moves the store's time on, or null where it cannot be moved */
  advance: ((ms: number) => void) | null;
  close(): Promise<void>;
}

const PART = 5 * 1024 * 1024;
const PLAN = { contentType: 'application/octet-stream', partSize: PART };
const SIGN = { ttlSeconds: 600, maxBytes: PART };
const TEXT = { contentType: 'text/plain' };

/** What every pair of storage adapters promises; refusals included. */
export function storageContract(
  name: string,
  open: () => Promise<OpenStore>,
  known: {
    /** the server takes a connection that ends in the middle of a part for the end of the part */
    takesHalfParts?: boolean;
  } = {},
): void {
  const itHoldsBroken = known.takesHalfParts ? it.skip : it;
  describe(`storage on ${name}`, () => {
    let store: OpenStore;
    let run = 0;
    const began = Date.now().toString(36);
    const key = (rest: string) => `contract/${began}-${run}/${rest}`;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());
    beforeEach(() => {
      run += 1;
    });
    const read = async (k: string, range?: { start: number; end: number }) =>
      buffer(await store.objects.get(k, range));
    const listed = async (prefix: string) => {
      const keys: string[] = [];
      for await (const object of store.objects.list(prefix)) keys.push(object.key);
      return keys.sort();
    };

    describe('objects', () => {
      it('gives back what was put, from a buffer, a stream and a file, and replaces it', async () => {
        const directory = await mkdtemp(join(tmpdir(), 'storage-'));
        const path = join(directory, 'source');
        await writeFile(path, 'from a file');
        await store.objects.put(key('a'), Buffer.from('buffer'), TEXT);
        await store.objects.put(key('b'), Readable.from([Buffer.from('str'), Buffer.from('eam')]), TEXT);
        await store.objects.put(key('c'), { path }, TEXT);
        expect((await read(key('a'))).toString()).toBe('buffer');
        expect((await read(key('b'))).toString()).toBe('stream');
        expect((await read(key('c'))).toString()).toBe('from a file');
        expect(await readFile(path, 'utf8')).toBe('from a file');
        await store.objects.put(key('a'), Buffer.from('newer'), TEXT);
        expect((await read(key('a'))).toString()).toBe('newer');
        await rm(directory, { recursive: true });
      });

      it('shows a file at once whose way to the disk is left for later', async () => {
        const directory = await mkdtemp(join(tmpdir(), 'lianke-contract-'));
        const path = join(directory, 'segment');
        await writeFile(path, 'moving pictures');
        const left: (() => Promise<void>)[] = [];
        const settleLater = (settle: () => Promise<void>) => void left.push(settle);
        expect(await store.objects.put(key('segment'), { path }, { ...TEXT, settleLater })).toBe(true);
        expect((await read(key('segment'))).toString()).toBe('moving pictures');
        await rm(directory, { recursive: true });
        for (const settle of left) await settle();
        expect((await read(key('segment'))).toString()).toBe('moving pictures');
      });

      it('holds an empty object', async () => {
        await store.objects.put(key('empty'), Buffer.alloc(0), TEXT);
        expect(await store.objects.head(key('empty'))).toMatchObject({ size: 0 });
        expect(await read(key('empty'))).toHaveLength(0);
      });

      it('leaves an existing key alone with ifAbsent, also when ten race for it', async () => {
        const results = await Promise.all(
          Array.from({ length: 10 }, (_, i) =>
            store.objects.put(key('once'), Buffer.from(`writer ${i}`), { ...TEXT, ifAbsent: true }),
          ),
        );
        expect(results.filter(Boolean)).toHaveLength(1);
        expect((await read(key('once'))).toString()).toBe(`writer ${results.indexOf(true)}`);
      });

      it('reads spans, both ends inclusive', async () => {
        await store.objects.put(key('span'), Buffer.from('0123456789'), TEXT);
        expect((await read(key('span'), { start: 0, end: 0 })).toString()).toBe('0');
        expect((await read(key('span'), { start: 3, end: 6 })).toString()).toBe('3456');
        expect((await read(key('span'), { start: 9, end: 9 })).toString()).toBe('9');
      });

      it('copies without sharing the fate of the source', async () => {
        await store.objects.put(key('from'), Buffer.from('first'), TEXT);
        expect(await store.objects.copy(key('from'), key('to'))).toBe(true);
        await store.objects.put(key('from'), Buffer.from('changed'), TEXT);
        await store.objects.delete([key('from')]);
        expect((await read(key('to'))).toString()).toBe('first');
        expect(await store.objects.copy(key('to'), key('to'))).toBe(true);
        expect((await read(key('to'))).toString()).toBe('first');
      });

      it('copies only into an absent key with ifAbsent', async () => {
        await store.objects.put(key('x'), Buffer.from('x'), TEXT);
        await store.objects.put(key('y'), Buffer.from('y'), TEXT);
        expect(await store.objects.copy(key('x'), key('y'), { ifAbsent: true })).toBe(false);
        expect((await read(key('y'))).toString()).toBe('y');
        expect(await store.objects.copy(key('x'), key('z'), { ifAbsent: true })).toBe(true);
      });

      it('says what is missing', async () => {
        expect(await store.objects.head(key('none'))).toBeNull();
        await expect(store.objects.get(key('none'))).rejects.toBeInstanceOf(ObjectNotFoundError);
        await expect(store.objects.copy(key('none'), key('other'))).rejects.toBeInstanceOf(
          ObjectNotFoundError,
        );
        await expect(store.objects.localFile(key('none'), tmpdir())).rejects.toBeInstanceOf(
          ObjectNotFoundError,
        );
      });

      it('deletes, also what is not there', async () => {
        await store.objects.put(key('gone'), Buffer.from('x'), TEXT);
        await store.objects.delete([key('gone'), key('never')]);
        expect(await store.objects.head(key('gone'))).toBeNull();
      });

      it('lists by prefix, which may end inside a name', async () => {
        for (const k of ['l/aa1', 'l/aa2', 'l/ab', 'm/aa'])
          await store.objects.put(key(k), Buffer.from(k), TEXT);
        expect(await listed(key('l/aa'))).toEqual([key('l/aa1'), key('l/aa2')]);
        expect(await listed(key('l/'))).toEqual([key('l/aa1'), key('l/aa2'), key('l/ab')]);
        expect(await listed(key('nothing/'))).toEqual([]);
        for await (const object of store.objects.list(key('m/')))
          expect(object).toMatchObject({ key: key('m/aa'), size: 4 });
      });

      it('gives tools a path with the bytes', async () => {
        const directory = await mkdtemp(join(tmpdir(), 'storage-'));
        await store.objects.put(key('tool'), Buffer.from('bytes'), TEXT);
        const path = await store.objects.localFile(key('tool'), directory);
        expect(await readFile(path, 'utf8')).toBe('bytes');
        await rm(directory, { recursive: true });
      });

      it('never shows half of an object whose source broke off', async () => {
        const broken = Readable.from(
          (async function* () {
            yield randomBytes(100_000);
            throw new Error('source broke');
          })(),
        );
        await expect(store.objects.put(key('half'), broken, TEXT)).rejects.toThrow('source broke');
        expect(await store.objects.head(key('half'))).toBeNull();
      });

      it.each([
        '',
        '/a',
        'a/',
        'a//b',
        '../a',
        'a/../b',
        'a/.',
        'A',
        'a b',
        'ä',
        'a\0b',
        'a\\b',
        'x'.repeat(513),
      ])('refuses the key %j before anything is touched', async (bad) => {
        await expect(store.objects.put(bad, Buffer.from('x'), TEXT)).rejects.toBeInstanceOf(InvalidKeyError);
        await expect(store.objects.get(bad)).rejects.toBeInstanceOf(InvalidKeyError);
        await expect(store.objects.copy(bad, key('ok'))).rejects.toBeInstanceOf(InvalidKeyError);
        await expect(store.objects.copy(key('ok'), bad)).rejects.toBeInstanceOf(InvalidKeyError);
        await expect(store.objects.delete([bad])).rejects.toBeInstanceOf(InvalidKeyError);
        await expect(store.multipart.create(bad, PLAN)).rejects.toBeInstanceOf(InvalidKeyError);
      });
    });

    describe('uploads in parts', () => {
      const start = async (k = key('up')) => ({ k, id: await store.multipart.create(k, PLAN) });
      const put = async (k: string, id: string, part: number, body: Buffer, maxBytes = body.length) => {
        const url = store.absolute(await store.multipart.signPart(k, id, part, { ...SIGN, maxBytes }));
        return send(url, body);
      };

      it('joins parts that came in any order and in parallel', async () => {
        const { k, id } = await start();
        const bodies = [randomBytes(PART), randomBytes(PART), randomBytes(1234)];
        const statuses = await Promise.all([2, 0, 1].map((i) => put(k, id, i + 1, bodies[i]!)));
        expect(statuses.every((s) => s < 300)).toBe(true);
        expect(await store.objects.head(k)).toBeNull();
        const parts = await store.multipart.listParts(k, id);
        expect(parts.map((p) => [p.number, p.size])).toEqual([
          [1, PART],
          [2, PART],
          [3, 1234],
        ]);
        const info = await store.multipart.complete(k, id, parts);
        expect(info).toMatchObject({ key: k, size: 2 * PART + 1234 });
        expect((await read(k)).equals(Buffer.concat(bodies))).toBe(true);
        expect(await store.multipart.complete(k, id, parts)).toMatchObject({ size: info.size });
      });

      it('replaces a part that is sent again', async () => {
        const { k, id } = await start();
        const [one, two, last] = [randomBytes(PART), randomBytes(PART), Buffer.from('end')];
        await put(k, id, 1, randomBytes(PART));
        await put(k, id, 1, randomBytes(100));
        await put(k, id, 2, two);
        await put(k, id, 1, one);
        await put(k, id, 3, Buffer.from('a longer end'));
        await put(k, id, 3, last);
        await store.multipart.complete(k, id, await store.multipart.listParts(k, id));
        expect((await read(k)).equals(Buffer.concat([one, two, last]))).toBe(true);
      });

      itHoldsBroken('keeps the earlier part when a second sending breaks off', async () => {
        const { k, id } = await start();
        const body = randomBytes(PART);
        await put(k, id, 1, body);
        const url = store.absolute(await store.multipart.signPart(k, id, 1, SIGN));
        await sendAndBreakOff(url, randomBytes(PART / 2), PART);
        const parts = await store.multipart.listParts(k, id);
        expect(parts).toHaveLength(1);
        await store.multipart.complete(k, id, parts);
        expect((await read(k)).equals(body)).toBe(true);
      });

      itHoldsBroken('holds no half of a part that broke off', async () => {
        const { k, id } = await start();
        const url = store.absolute(await store.multipart.signPart(k, id, 1, SIGN));
        await sendAndBreakOff(url, randomBytes(PART / 2), PART);
        expect(await store.multipart.listParts(k, id)).toEqual([]);
        await store.multipart.abort(k, id);
      });

      it('refuses to complete with a part missing, exchanged or of the wrong size', async () => {
        const { k, id } = await start();
        await put(k, id, 1, randomBytes(PART));
        await put(k, id, 3, randomBytes(PART));
        const parts = await store.multipart.listParts(k, id);
        await expect(store.multipart.complete(k, id, parts)).rejects.toBeInstanceOf(PartRefusedError);
        await expect(store.multipart.complete(k, id, [])).rejects.toBeInstanceOf(PartRefusedError);
        await put(k, id, 2, randomBytes(PART - 1));
        const all = await store.multipart.listParts(k, id);
        await expect(store.multipart.complete(k, id, all)).rejects.toBeInstanceOf(PartRefusedError);
        await put(k, id, 2, randomBytes(PART));
        await expect(store.multipart.complete(k, id, all)).rejects.toBeInstanceOf(PartRefusedError);
        expect(await store.objects.head(k)).toBeNull();
        await store.multipart.complete(k, id, await store.multipart.listParts(k, id));
        expect(await store.objects.head(k)).toMatchObject({ size: 3 * PART });
      });

      it('takes no part after completion: what is stored stays as it is', async () => {
        const { k, id } = await start();
        const body = randomBytes(1000);
        const replay = store.absolute(
          await store.multipart.signPart(k, id, 1, { ...SIGN, maxBytes: body.length }),
        );
        await send(replay, body);
        await store.multipart.complete(k, id, await store.multipart.listParts(k, id));
        expect(await send(replay, randomBytes(1000))).toBe(404);
        expect((await read(k)).equals(body)).toBe(true);
        await expect(store.multipart.listParts(k, id)).rejects.toBeInstanceOf(UploadNotFoundError);
      });

      it('forgets everything at abort, with or without the id, and takes no part after it', async () => {
        const { k, id } = await start();
        const url = store.absolute(await store.multipart.signPart(k, id, 1, { ...SIGN, maxBytes: 1000 }));
        await send(url, randomBytes(1000));
        await store.multipart.abort(k, id);
        await store.multipart.abort(k, id);
        expect(await send(url, randomBytes(1000))).toBe(404);
        await expect(store.multipart.complete(k, id, [])).rejects.toBeInstanceOf(UploadNotFoundError);
        const other = await start(key('orphan'));
        await store.multipart.abort(other.k, null);
        await expect(store.multipart.listParts(other.k, other.id)).rejects.toBeInstanceOf(
          UploadNotFoundError,
        );
      });

      it('refuses a part address that was changed or is used for something else', async () => {
        const { k, id } = await start();
        const signed = store.absolute(await store.multipart.signPart(k, id, 1, { ...SIGN, maxBytes: 1 }));
        const tampered = new URL(signed);
        for (const [name, value] of tampered.searchParams)
          if (/sign/i.test(name) && !/headers/i.test(name))
            tampered.searchParams.set(name, (value[0] === 'a' ? 'b' : 'a') + value.slice(1));
        expect(await send(tampered.href, Buffer.from('x'))).toBe(403);
        for (const method of ['DELETE', 'POST', 'GET'])
          expect(
            await send(signed, method === 'POST' ? Buffer.from('x') : null, method),
          ).toBeGreaterThanOrEqual(400);
        expect(await store.multipart.listParts(k, id)).toEqual([]);
        await store.multipart.abort(k, id);
      });

      it('signs only part numbers 1 … 10,000 and at most 15 minutes', async () => {
        const { k, id } = await start();
        for (const part of [0, -1, 1.5, 10_001])
          await expect(store.multipart.signPart(k, id, part, SIGN)).rejects.toBeInstanceOf(PartRefusedError);
        await expect(store.multipart.signPart(k, id, 1, { ...SIGN, ttlSeconds: 901 })).rejects.toBeInstanceOf(
          RangeError,
        );
        await store.multipart.abort(k, id);
      });

      it('takes no part larger than its address says, and holds nothing of it', async () => {
        const { k, id } = await start();
        expect(await put(k, id, 1, randomBytes(2000), 1000)).toBeGreaterThanOrEqual(400);
        expect(await store.multipart.listParts(k, id)).toEqual([]);
        expect(await put(k, id, 1, randomBytes(1000), 1000)).toBeLessThan(300);
        await store.multipart.abort(k, id);
      });

      it('lets an address expire', async () => {
        if (!store.advance) return;
        const { k, id } = await start();
        const url = store.absolute(await store.multipart.signPart(k, id, 1, { ...SIGN, ttlSeconds: 60 }));
        expect(await send(url, Buffer.from('in time'))).toBeLessThan(300);
        store.advance(60_000);
        expect(await send(url, Buffer.from('late'))).toBe(403);
        await store.multipart.abort(k, id);
      });

      it('has no uploads but its own', async () => {
        const { k, id } = await start();
        await expect(store.multipart.listParts(key('another'), id)).rejects.toBeInstanceOf(
          UploadNotFoundError,
        );
        await expect(store.multipart.complete(key('another'), id, [])).rejects.toBeInstanceOf(
          UploadNotFoundError,
        );
        for (const strange of ['', '..', '../objects', 'x'.repeat(300)])
          await expect(store.multipart.listParts(k, strange)).rejects.toBeInstanceOf(UploadNotFoundError);
        await store.multipart.abort(k, id);
      });
    });
  });
}

/** Sends a body and returns the status of the answer. */
export async function send(url: string, body: Buffer | null, method = 'PUT'): Promise<number> {
  const response = await fetch(url, {
    method,
    body: body === null ? null : new Uint8Array(body),
    headers: { 'Content-Type': 'application/octet-stream' },
  });
  await response.arrayBuffer();
  return response.status;
}

/** Announces `length` bytes, sends fewer, and hangs up. */
export async function sendAndBreakOff(url: string, some: Buffer, length: number): Promise<void> {
  const { request } = await import('node:http');
  await new Promise<void>((resolve) => {
    const outgoing = request(url, {
      method: 'PUT',
      headers: { 'Content-Length': length, 'Content-Type': 'application/octet-stream' },
    });
    outgoing.on('error', () => resolve());
    outgoing.write(some, () => setTimeout(() => outgoing.destroy(), 50));
    outgoing.on('close', () => setTimeout(resolve, 50));
  });
}
