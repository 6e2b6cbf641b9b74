import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { eventually, type ApiClient } from '../support/client.js';
import { S3_KINDS } from '../support/s3-server.js';
import { services, withService, type Grown } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';

const PART = 5 * 1024 * 1024;
const KILLS = 8;
/** Each start meets a store in another process, and costs more. */
const KILLS_ON_S3 = 4;

interface Upload {
  id: string;
  state: string;
  size: number;
  fileId: string | null;
  partSize: number;
  partCount: number;
  parts: { number: number }[];
}

interface Sent {
  bytes: Buffer;
  id: string | null;
  acknowledged: boolean;
}

/** An accepted file of about `size` bytes; no two are alike. */
function textFile(size: number): Buffer {
  return Buffer.from(`${randomBytes(16).toString('hex')}\n${'潮平两岸阔，风正一帆悬。\n'.repeat(size / 37)}`);
}

/** Uploads that the store still holds parts of. An S3 store tells them only by key: those that clients heard of. */
async function leftInStore({ stack, dataDir }: RunningApp, all: readonly Sent[]): Promise<number> {
  const { s3 } = stack;
  if (!s3) return readdirSync(join(dataDir, 'objects', 'uploads')).length;
  const held = all.map(async ({ id }) => {
    const key = `quarantine/${id}`;
    return (await s3.root.listIncompleteUploadsQuery(s3.bucket, key, '', '', '')).uploads.length;
  });
  return (await Promise.all(held)).reduce((a, b) => a + b, 0);
}

/** requests answered since the last start */
let steps = 0;

/** Brings one upload as far as the server lets us; a later call goes on where this one was cut off. */
async function push(client: ApiClient, base: string, sent: Sent): Promise<void> {
  if (sent.id === null) {
    const created = await client.post<Upload>('uploads', { fileName: '帆.txt', size: sent.bytes.length });
    steps += 1;
    if (created.status !== 201) return;
    sent.id = created.body.id;
  }
  const upload = (await client.get<Upload>(`uploads/${sent.id}`)).body;
  if (upload.state === 'uploading') {
    const held = new Set(upload.parts.map((p) => p.number));
    for (let number = 1; number <= upload.partCount; number += 1) {
      if (held.has(number)) continue;
      const signed = await client.post<{ parts: { url: string }[] }>(`uploads/${sent.id}/parts`, {
        numbers: [number],
      });
      const body = sent.bytes.subarray((number - 1) * upload.partSize, number * upload.partSize);
      await fetch(new URL(signed.body.parts[0]!.url, base), { method: 'PUT', body: new Uint8Array(body) });
      steps += 1;
    }
  }
  const completed = await client.post(`uploads/${sent.id}/complete`);
  steps += 1;
  if (completed.status === 202) sent.acknowledged = true;
}

function uploadsAndKills(kills: number, stack?: readonly Grown[]): void {
  let app: RunningApp;
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });

  it('no acknowledged upload is lost, none stays unfinished, nothing is left over, wherever the process dies', async () => {
    app = await startApp({ env: { UPLOAD_PART_BYTES: String(PART) }, ...(stack ? { stack } : {}) });
    const { author } = await foundGroup(app);
    const all: Sent[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      for (const size of [800, 3_000, 200_000, PART + 50_000])
        all.push({ bytes: textFile(size), id: null, acknowledged: false });
      steps = 0;
      // Each round dies after other steps: at the first creations, among the parts, at completions, in verification.
      const dying = eventually(
        () => Promise.resolve(steps),
        (n) => n >= 2 + kill * 3,
      )
        .then(() => new Promise((resolve) => setTimeout(resolve, (kill % 4) * 40)))
        .then(() => app.kill());
      const queue = all.filter((sent) => !sent.acknowledged);
      const worker = async () => {
        for (let sent = queue.shift(); sent; sent = queue.shift()) await push(author, app.url, sent);
      };
      await Promise.allSettled([worker(), worker(), worker()]);
      steps = Infinity;
      await dying;
      app = await app.restart();
    }
    const acknowledged = all.filter((s) => s.acknowledged).length;
    expect(acknowledged).toBeGreaterThan(kills);
    for (const sent of all) await push(author, app.url, sent);
    const files = new Set<string>();
    for (const sent of all) {
      const ended = await eventually(
        async () => (await author.get<Upload>(`uploads/${sent.id}`)).body,
        (u) => u.state !== 'verifying' && u.state !== 'uploading',
        60_000,
      );
      expect(ended.state).toBe('stored');
      files.add(ended.fileId!);
    }
    expect(files.size).toBe(all.length);

    const { body } = await author.post<{ id: string; fullFiles: { id: string; sha256: string }[] }>(
      'resources',
      {
        title: '帆',
        uploadIds: all.map((s) => s.id),
      },
    );
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(body.fullFiles.map((f) => f.sha256)).toEqual(all.map((s) => hash(s.bytes)));
    for (const [i, file] of body.fullFiles.entries()) {
      const original = await fetch(`${app.url}/api/v1/resources/${body.id}/files/${file.id}/original`, {
        headers: { cookie: author.cookies() },
      });
      expect(hash(Buffer.from(await original.arrayBuffer()))).toBe(hash(all[i]!.bytes));
    }
    // What a client never heard of (killed between commit and answer) holds its room until it expires; all else has gone.
    const listed = async () =>
      (await author.get<{ items: Upload[] }>('uploads')).body.items.filter((u) => u.state !== 'stored');
    const [, unheard] = await eventually(
      async () => [await leftInStore(app, all), await listed()] as const,
      ([left, items]) => left <= items.length,
    );
    expect(unheard.every((u) => u.state === 'uploading')).toBe(true);
    const quota = (await author.get<{ user: { used: number } }>('quota')).body;
    const sum = (sizes: number[]) => sizes.reduce((a, b) => a + b, 0);
    expect(quota.user.used).toBe(sum(all.map((s) => s.bytes.length)) + sum(unheard.map((u) => u.size)));
  }, 240_000);
}

describe('uploads and SIGKILL', () => uploadsAndKills(KILLS));
for (const { kind, variable } of S3_KINDS)
  withService(`uploads and SIGKILL, into an S3 store, ${kind}`, variable, services[kind], () =>
    uploadsAndKills(KILLS_ON_S3, [kind]),
  );
