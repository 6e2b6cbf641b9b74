import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileView, ResourceView, UploadView } from '../../src/contracts/index.js';
import { enErrors } from '../../src/web/i18n/en-errors.js';
import { zhErrors } from '../../src/web/i18n/zh-errors.js';
import { makeDocx } from '../contract/media-fixtures.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { eventually, type ApiClient } from '../support/client.js';
import { hostileFiles, type HostileFile } from '../support/hostile-files.js';
import { foundGroup, type SmallGroup } from '../support/small-group.js';

const PART = 5 * 1024 * 1024;
const SOON = 120_000;

let app: RunningApp;
let group: SmallGroup;
let files: HostileFile[];
const scratch = mkdtempSync(join(tmpdir(), 'lianke-hostile-'));

beforeAll(async () => {
  files = await hostileFiles(scratch);
  app = await startApp({
    env: { UPLOAD_PART_BYTES: String(PART), QUOTA_USER_BYTES: String(100 * 1024 * 1024) },
  });
  group = await foundGroup(app);
}, SOON);
afterAll(async () => {
  await app.stop();
  await removeData(app);
  rmSync(scratch, { recursive: true });
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const sentences = (code: string) => [
  zhErrors[code as keyof typeof zhErrors],
  enErrors[code as keyof typeof enErrors],
];
const used = async (who: ApiClient) => (await who.get<{ user: { used: number } }>('quota')).body.user.used;
const verified = (who: ApiClient, id: string) =>
  eventually(
    async () => (await who.get<UploadView>(`uploads/${id}`)).body,
    ({ state }) => state === 'stored' || state === 'failed',
    SOON,
  );

/** The file of a new resource of this upload, once processing has ended. */
async function processed(who: ApiClient, uploadId: string): Promise<{ file: FileView; base: string }> {
  const made = await who.post<ResourceView>('resources', { title: '样本', uploadIds: [uploadId] });
  const path = `resources/${made.body.id}`;
  const file = await eventually(
    async () => (await who.get<ResourceView>(path)).body.fullFiles[0]!,
    ({ state }) => state === 'ready' || state === 'partial' || state === 'failed',
    SOON,
  );
  return { file, base: `${path}/files/${file.id}` };
}

async function bytesOf(who: ApiClient, path: string): Promise<Buffer> {
  const answer = await fetch(`${app.url}/api/v1/${path}`, { headers: { cookie: who.cookies() } });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

describe('files that are not what they should be', () => {
  it(
    'each ends with its code and a sentence in both languages, what was accepted is kept, and nobody else feels it',
    async () => {
      const { author, colleague } = group;
      const before = await used(author);
      // Everything at once, and beside it the honest work of somebody else.
      const honest = colleague.upload('教案.docx', makeDocx('静夜思 教学设计'));
      const ends = await Promise.all(
        files.map(async ({ title, fileName, bytes, end }) => {
          const upload = await verified(author, await author.upload(fileName, bytes));
          if (end === 'refused') return { title, end: upload.state, code: upload.failure?.code };
          expect({ title, state: upload.state }).toEqual({ title, state: 'stored' });
          const { file, base } = await processed(author, upload.id);
          expect(sha256(await bytesOf(author, `${base}/original`))).toBe(sha256(bytes));
          return { title, end: file.state, code: (file.note ?? file.failure)?.code };
        }),
      );
      const wanted = files.map(({ title, end, code }) => ({
        title,
        end: end === 'refused' ? 'failed' : end === 'noted' ? 'ready' : end,
        code,
      }));
      expect(ends).toEqual(wanted);
      for (const { code } of files)
        expect(sentences(code)).toEqual([expect.stringMatching(/。$/), expect.stringMatching(/\.$/)]);
      const { file } = await processed(colleague, await honest);
      expect(file).toMatchObject({ state: 'ready', failure: null });
      // Room is taken by what was kept, and by nothing else.
      const kept = files.filter(({ end }) => end !== 'refused').map(({ bytes }) => bytes.length);
      expect((await used(author)) - before).toBe(kept.reduce((a, b) => a + b, 0));
    },
    2 * SOON,
  );

  it('an empty file is refused before anything is sent', async () => {
    const answer = await group.author.post('uploads', { fileName: '空.docx', size: 0 });
    expect(answer).toMatchObject({ status: 422, body: { code: 'file_empty' } });
    expect(sentences('file_empty').every((s) => s.length > 5)).toBe(true);
  });
});

describe('parts that are not what they should be', () => {
  it(
    'empty, twice, out of order, of the wrong size, completed too early and twice: each has its answer, and the file is whole in the end',
    async () => {
      const { author } = group;
      const bytes = Buffer.from('江上清风，山间明月。\n'.repeat(Math.ceil((2 * PART + 300_000) / 31)));
      const { body: upload } = await author.post<UploadView>('uploads', {
        fileName: '赋.txt',
        size: bytes.length,
      });
      expect(upload.partCount).toBe(3);
      const part = (n: number) => bytes.subarray((n - 1) * PART, n * PART);
      const send = async (n: number, body: Buffer) => {
        const signed = await author.post<{ parts: { url: string }[] }>(`uploads/${upload.id}/parts`, {
          numbers: [n],
        });
        const answer = await fetch(new URL(signed.body.parts[0]!.url, app.url), {
          ...{ method: 'PUT', body: new Uint8Array(body) },
        });
        return { status: answer.status, code: /"code":"(\w+)"/.exec(await answer.text())?.[1] };
      };
      const complete = () => author.post(`uploads/${upload.id}/complete`, { sha256: sha256(bytes) });

      expect(await send(3, Buffer.alloc(0))).toEqual({ status: 422, code: 'part_size_wrong' });
      expect(await send(3, part(3))).toMatchObject({ status: 204 });
      expect(await send(1, randomBytes(PART))).toMatchObject({ status: 204 });
      expect(await send(1, part(1))).toMatchObject({ status: 204 });
      expect(await send(2, Buffer.concat([part(2), Buffer.from('more')]))).toEqual({
        status: 422,
        code: 'part_size_wrong',
      });
      expect(await complete()).toMatchObject({
        status: 409,
        body: { code: 'upload_incomplete', params: { missing: 1, number: 2 } },
      });
      await send(2, part(2).subarray(1));
      expect(await complete()).toMatchObject({ status: 422, body: { code: 'part_size_wrong' } });
      await send(2, part(2));
      const answers = await Promise.all([complete(), complete(), complete()]);
      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
      expect((await verified(author, upload.id)).state).toBe('stored');
      expect(await complete()).toMatchObject({ status: 202, body: { state: 'stored' } });
      const { base } = await processed(author, upload.id);
      expect(sha256(await bytesOf(author, `${base}/original`))).toBe(sha256(bytes));
    },
    SOON,
  );

  it('twenty tabs at once share what room there is, and the refused ones are told so', async () => {
    const { colleague } = group;
    const size = 10 * 1024 * 1024;
    const room = Math.floor((100 * 1024 * 1024 - (await used(colleague))) / size);
    const tabs = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        colleague.post<UploadView & { code?: string }>('uploads', { fileName: `${i}.txt`, size }),
      ),
    );
    const accepted = tabs.filter(({ status }) => status === 201);
    expect(accepted).toHaveLength(room);
    for (const { status, body } of tabs.filter((tab) => !accepted.includes(tab)))
      expect({ status, code: body.code }).toEqual({ status: 413, code: 'quota_exceeded' });
    // Others of the school are not concerned, and giving up gives the room back.
    expect((await group.author.post('uploads', { fileName: 'a.txt', size: 1_000 })).status).toBe(201);
    await Promise.all(accepted.map(({ body }) => colleague.delete(`uploads/${body.id}`)));
    expect((await colleague.post('uploads', { fileName: 'b.txt', size })).status).toBe(201);
  });
});

describe('names of files', () => {
  const NAMES: Record<string, string> = {
    'with quotes': `"春"'的'第一课时.txt`,
    'with CR and LF': '教案\r\nX-Injected: yes\r\n\r\n<script>alert(1)</script>.txt',
    'with a path': '../../../../etc/教案.txt',
    'of 300 Chinese characters': `${'课'.repeat(300)}.txt`,
    'with emoji': '👩‍🏫 教案 🎉.txt',
    'that turn the reading direction': '教案\u202etxt.exe.txt',
    'with half a character': '教案\ud83d.txt',
  };

  it.each(Object.keys(NAMES))('%s survive exactly and do no harm in headers', async (what) => {
    const { author } = group;
    const fileName = NAMES[what]!;
    const id = await author.upload(fileName, Buffer.from(`${what} ${randomBytes(4).toString('hex')}`));
    expect(await verified(author, id)).toMatchObject({ state: 'stored' });
    const { file, base } = await processed(author, id);
    // As UTF-8: half a character is no text and becomes U+FFFD.
    expect(Buffer.from(file.fileName).equals(Buffer.from(fileName))).toBe(true);
    const raw = await new Promise<string[]>((resolve, reject) => {
      const options = { headers: { cookie: author.cookies() } };
      get(`${app.url}/api/v1/${base}/original`, options, (answer) => {
        answer.resume();
        resolve(answer.rawHeaders);
      }).on('error', reject);
    });
    const headers = Object.fromEntries(
      Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i]!.toLowerCase(), raw[2 * i + 1]!]),
    );
    expect(headers).not.toHaveProperty('x-injected');
    const disposition = headers['content-disposition']!;
    expect(disposition).toMatch(/^attachment; filename="[ -~]*"; filename\*=UTF-8''[!-~]+$/);
    const saved = decodeURIComponent(disposition.split("UTF-8''")[1]!);
    expect(saved).not.toMatch(/[\u0000-\u001f/\\"<>\u202e]/u);
    expect(Buffer.byteLength(saved)).toBeLessThanOrEqual(255);
    expect(saved.endsWith('.txt')).toBe(true);
  });
});

describe('searches', () => {
  const ask = (text: string) =>
    group.author.get<{ items: unknown[]; code?: string }>(`search?text=${encodeURIComponent(text)}`);
  const OPERATORS = [
    '"',
    'NEAR(',
    '*',
    '^',
    'OR',
    'AND',
    'NOT',
    ')',
    '{title}:',
    '-',
    '+',
    ':',
    "'",
    ';--',
    '\\',
    '%',
    '\0',
  ];

  it('of 10,000 characters are refused with a sentence, or answered, never a fault', async () => {
    for (const text of [
      '课'.repeat(10_000),
      'a '.repeat(5_000),
      '"'.repeat(10_000),
      randomBytes(5_000).toString('hex'),
    ])
      expect(await ask(text)).toMatchObject({ status: 422, body: { code: 'query_too_long' } });
    // What is longer than any address gets the same form of answer.
    expect(await ask('课'.repeat(20_000))).toMatchObject({ status: 431, body: { code: 'too_large' } });
    expect(sentences('query_too_long')).toEqual([expect.stringMatching(/。$/), expect.stringMatching(/\.$/)]);
  });

  it('of only punctuation, or with the engine’s own operators in them, are words like others', async () => {
    const texts = [
      '！？。，、；：“”（）《》',
      '...',
      '!!!',
      '🎉',
      ' ',
      'NOT',
      'a OR',
      '春 AND "',
      'title:春',
      '春*',
    ];
    for (const text of [...texts, ...OPERATORS]) expect((await ask(text)).status).toBe(200);
    for (let i = 0; i < 300; i += 1) {
      const pick = () =>
        [...OPERATORS, '春', 'lesson', ' '][Math.floor(Math.random() * (OPERATORS.length + 3))]!;
      const text = Array.from({ length: 1 + (i % 12) }, pick).join(i % 2 === 0 ? ' ' : '');
      const { status } = await ask(text);
      expect({ text, status }).toEqual({ text, status: 200 });
    }
  });
});
