import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { DiskObjectStore } from '../../../src/platform/storage/adapters/disk/disk-object-store.js';
import type { ByteRange } from '../../../src/platform/storage/storage.port.js';
import { eventually } from '../../support/client.js';

const bytes = randomBytes(5 * 1024 * 1024 + 7);
let root: string;
let store: DiskObjectStore;
let server: Server;
let address: string;
/** how the reading of the last answer ended */
let outcome: Promise<'whole' | Error>;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'lianke-reading-'));
  store = await DiskObjectStore.open(root, Date.now());
  writeFileSync(join(root, 'objects/film'), bytes);
  server = createServer((request, response) => {
    const [start, end] = request.url!.slice(1).split('-').map(Number);
    const range = Number.isInteger(end) ? ({ start, end } as ByteRange) : undefined;
    void store.get('film', range).then((reading) => {
      outcome = finished(reading).then(
        () => 'whole' as const,
        (error: Error) => error,
      );
      response.on('close', () => reading.destroy());
      reading.on('error', () => response.destroy()).pipe(response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true });
});

const answer = (path: string) => new Promise<IncomingMessage>((got) => get(`${address}/${path}`, got));
const whole = async (path: string) => Buffer.concat(await (await answer(path)).toArray());

/** How many descriptors this process holds, of anything. */
function held(): number {
  return readdirSync('/dev/fd').length;
}

describe('a file of the disk store, read into an answer', () => {
  it('arrives as it is, whole and in spans, to several at once', async () => {
    const spans = [
      [0, bytes.length - 1],
      [0, 0],
      [bytes.length - 1, bytes.length - 1],
      [524_287, 524_288],
      [3, 2_000_000],
    ] as const;
    const got = await Promise.all(spans.map(([start, end]) => whole(`${start}-${end}`)));
    for (const [i, [start, end]] of spans.entries())
      expect(got[i]!.equals(bytes.subarray(start, end + 1))).toBe(true);
    expect((await whole('')).equals(bytes)).toBe(true);
    expect(await outcome).toBe('whole');
  });

  it('is closed when the reader goes away in the middle', async () => {
    const before = held();
    const going = await answer('');
    going.destroy();
    expect(await outcome).toHaveProperty('message');
    await eventually(
      () => Promise.resolve(held()),
      (now) => now <= before,
    );
  });

  it('breaks the answer off when it is shorter than it was', async () => {
    truncateSync(join(root, 'objects/film'), 1_000_000);
    await expect(whole(`0-${bytes.length - 1}`)).rejects.toThrow();
    expect(await outcome).toMatchObject({ message: expect.stringContaining('too soon') as string });
    writeFileSync(join(root, 'objects/film'), bytes);
  });
});
