import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/platform/database/database.port.js';
import type { FileView, ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { tools } from '../contract/media-rooms.js';
import type { RunningApp } from './app.js';
import { eventually } from './client.js';
import { lianke } from './cli.js';
import { openPlace, type Place } from './databases.js';
import { Originals, type OriginalKind } from './originals.js';
import type { SmallGroup } from './small-group.js';

/** What database and data directory show of the work at one moment, read from outside the program. */
interface Signs {
  /** jobs of this name that an attempt is working on */
  running(name: string): boolean;
  /** uploads whose file is kept */
  stored: number;
  /** objects on the disk whose path contains this */
  objects(part: string): number;
}

/** A place in the life of a file: the process is killed soon after it shows. */
export interface KillPoint {
  name: string;
  /** what is uploaded for it, beside a text */
  kind: OriginalKind;
  /** Whether the place is reached; `before` are the signs of the moment when the round began. */
  reached(now: Signs, before: { stored: number; blobs: number; pages: number; masters: number }): boolean;
  /** ms: the kill comes after a time up to this */
  within: number;
}

const OFFICE = tools.soffice !== null;
const FILMS = tools.ffmpeg !== null && tools.ffprobe !== null;

export const KILL_POINTS: readonly KillPoint[] = [
  ...point('parts arrive', 'text', 20, (now) => now.objects('/uploads/') > 0),
  ...point('verify', 'film', 40, (now) => now.running('uploads.verify')),
  ...point('copy', 'text', 5, (now, before) => now.objects('/blob/') > before.blobs),
  ...point('attach', 'document', 5, (now, before) => now.stored > before.stored),
  ...point('dispatch', 'picture', 5, (now) => now.running('processing.dispatch')),
  ...point('render a picture', 'picture', 100, (now) => now.running('processing.image')),
  ...(OFFICE ? point('convert', 'document', 1_500, (now) => now.running('processing.document')) : []),
  ...(OFFICE
    ? point('store pages', 'document', 50, (now, before) => now.objects('/pages/') > before.pages)
    : []),
  ...(FILMS ? point('open a film', 'film', 400, (now) => now.running('processing.video')) : []),
  ...(FILMS
    ? point('between two steps', 'film', 200, (now, before) => now.objects('master.m3u8') > before.masters)
    : []),
  ...(FILMS ? point('encode', 'film', 800, (now) => now.running('processing.ladder')) : []),
  ...(FILMS ? point('render a sound', 'sound', 200, (now) => now.running('processing.sound')) : []),
  ...point('index', 'text', 20, (now) => now.running('discovery.on-text')),
];

/** One of each kind of step: those that are killed wherever the program is tested, and not only at length. */
export const FEW_KILL_POINTS = KILL_POINTS.filter(({ name }) =>
  ['verify', 'attach', 'convert', 'encode', 'index'].includes(name),
);

function point(name: string, kind: OriginalKind, within: number, reached: KillPoint['reached']): KillPoint[] {
  return [{ name, kind, within, reached }];
}

/** A look at what an installation stands on, from outside it. */
class Outlook {
  private constructor(
    private readonly database: Database,
    private readonly dataDir: string,
  ) {}

  static async open({ dataDir, stack }: RunningApp): Promise<Outlook> {
    const url = stack.env['DATABASE_URL'];
    const file = join(dataDir, 'lianke.sqlite');
    const place: Place = url === undefined ? { driver: 'sqlite', file } : { driver: 'mysql', url };
    return new Outlook(await openPlace(place, { entities: [], migrations: [] }), dataDir);
  }

  async signs(): Promise<Signs> {
    const jobs = await this.rows<{ name: string }>(
      "SELECT DISTINCT name FROM outbox_job WHERE state = 'open' AND lease_until > ?",
      [Date.now()],
    );
    const running = new Set(jobs.map(({ name }) => name));
    const [uploads] = await this.rows<{ n: number }>(
      "SELECT count(*) AS n FROM upload WHERE state = 'stored'",
    );
    return {
      running: (name) => running.has(name),
      stored: Number(uploads!.n),
      objects: (part) => {
        const folder = join(this.dataDir, 'objects');
        // An S3 store has them elsewhere.
        if (!existsSync(folder)) return 0;
        return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
          (entry) => entry.isFile() && join(entry.parentPath, entry.name).includes(part),
        ).length;
      },
    };
  }

  rows<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.database.reader.manager.query<T[]>(sql, parameters);
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

interface Sent {
  point: string;
  kind: OriginalKind;
  phrase: string;
  fileName: string;
  bytes: Buffer;
  /** known once the server has answered */
  uploadId: string | null;
  resourceId: string | null;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Kills the program once at each of these points, restarts it each time, and then looks at everything that the server
 * has acknowledged: it is there with its bytes, ends ready, is found by its words, and nothing is left "processing".
 * Answers with what went wrong; an empty list is what is promised.
 */
export async function crashCourse(
  start: RunningApp,
  group: SmallGroup,
  points: readonly KillPoint[],
  random: () => number,
): Promise<{ app: RunningApp; faults: string[] }> {
  const originals = new Originals();
  const all: Sent[] = [];
  const faults: string[] = [];
  let app = start;
  for (const [round, place] of points.entries()) {
    const sent: Sent[] = [];
    for (const kind of new Set<OriginalKind>(['text', place.kind])) {
      const phrase = `暗语${round}${kind}${randomBytes(4).toString('hex')}`;
      sent.push({
        ...{ point: place.name, kind, phrase, uploadId: null, resourceId: null },
        ...(await originals.make(kind, phrase)),
      });
    }
    all.push(...sent);
    const watch = await beginToWatch(app);
    const died = killAt(app, place, watch, random);
    await Promise.allSettled(sent.map((one) => publish(group, one)));
    const reached = await died;
    if (!reached) faults.push(`${place.name} was never reached`);
    app = await app.restart();
  }
  for (const one of all) faults.push(...(await lookAfter(app, group, one)));
  faults.push(...(await leftovers(app, group)));
  originals.remove();
  return { app, faults };
}

interface Watch {
  outlook: Outlook;
  before: Parameters<KillPoint['reached']>[1];
}

/** How things stand before anything is sent. */
async function beginToWatch(app: RunningApp): Promise<Watch> {
  const outlook = await Outlook.open(app);
  const { stored, objects } = await outlook.signs();
  const before = {
    stored,
    blobs: objects('/blob/'),
    pages: objects('/pages/'),
    masters: objects('master.m3u8'),
  };
  return { outlook, before };
}

/** Watches from outside until the place shows, and kills; false when it did not show in a minute and a half. */
async function killAt(
  app: RunningApp,
  place: KillPoint,
  { outlook, before }: Watch,
  random: () => number,
): Promise<boolean> {
  const until = Date.now() + 90_000;
  let reached = false;
  while (!reached && Date.now() < until) {
    await new Promise((wake) => setTimeout(wake, 1));
    try {
      reached = place.reached(await outlook.signs(), before);
    } catch {
      // A directory went while it was read.
    }
  }
  if (reached) await new Promise((wake) => setTimeout(wake, random() * place.within));
  await app.kill();
  await outlook.close();
  return reached;
}

/** Uploads and publishes, as far as the server lives. */
async function publish({ author }: SmallGroup, one: Sent): Promise<void> {
  one.uploadId ??= await author.upload(one.fileName, one.bytes);
  if (one.resourceId === null) {
    const made = await author.post<ResourceView>(
      'resources',
      { title: `样本 ${one.fileName}`, type: 'material', uploadIds: [one.uploadId] },
      { 'idempotency-key': one.phrase.replace(/[^\x21-\x7e]/g, '') },
    );
    one.resourceId = made.body.id;
  }
  const { body } = await author.get<ResourceView>(`resources/${one.resourceId}`);
  if (body.state === 'published') return;
  await author.post(
    `resources/${one.resourceId}/publish`,
    { audience: { preset: 'group' } },
    { 'if-match': `"${body.rev}"` },
  );
}

const ENDED = new Set(['ready', 'partial', 'failed']);

/** ms: on Redis, work that a killed process held is noticed after one lease of 15 s, and given out again within a second. */
const FOUND_WITHIN = 60_000;

/** Goes on where the crash cut the client off, and says what is not as promised. */
async function lookAfter(app: RunningApp, group: SmallGroup, one: Sent): Promise<string[]> {
  const who = `${one.kind} killed at "${one.point}"`;
  await publish(group, one);
  const { author, colleague } = group;
  const look = async (): Promise<FileView | undefined> =>
    (await author.get<ResourceView>(`resources/${one.resourceId}`)).body.fullFiles[0];
  const ended = () => eventually(look, (f) => f !== undefined && ENDED.has(f.state), 180_000);
  let file = await ended();
  if (file?.failure?.code === 'processing_failed') {
    // Killed as often as it may be tried: that has a reason, and a way to try again.
    await author.post(`resources/${one.resourceId}/files/${file.id}/retry`);
    file = await ended();
  }
  if (file === undefined || file.state !== 'ready') return [`${who}: ${file?.state} ${file?.failure?.code}`];
  const answer = await fetch(`${app.url}/api/v1/resources/${one.resourceId}/files/${file.id}/original`, {
    headers: { cookie: author.cookies() },
  });
  if (sha256(new Uint8Array(await answer.arrayBuffer())) !== sha256(one.bytes))
    return [`${who}: other bytes`];
  if (one.kind !== 'text' && one.kind !== 'document') return [];
  const found = await eventually(
    async () =>
      (await colleague.get<SearchResponse>(`search?text=${encodeURIComponent(one.phrase)}`)).body.items,
    (items) => items.some((hit) => hit.resource.id === one.resourceId),
    FOUND_WITHIN,
  ).catch(() => []);
  return found.length === 0 ? [`${who}: not found by its words`] : [];
}

/** What must not be there once all is done: open work, scratch directories, lost bytes. */
async function leftovers(app: RunningApp, { author }: SmallGroup): Promise<string[]> {
  const faults: string[] = [];
  const outlook = await Outlook.open(app);
  const open = await eventually(
    () => outlook.rows("SELECT name FROM outbox_job WHERE state = 'open' AND not_before < 4e12"),
    (jobs) => jobs.length === 0,
    60_000,
  ).catch((error: unknown) => [String(error)]);
  if (open.length > 0) faults.push(`open jobs: ${JSON.stringify(open)}`);
  const states = await outlook.rows(
    "SELECT state FROM file_rendering WHERE state IN ('waiting', 'processing')",
  );
  if (states.length > 0) faults.push(`${states.length} files without an end`);
  await outlook.close();
  // Copies for checking may lie in `verifying` for a day; what tools have used goes at the next start.
  const left = readdirSync(join(app.dataDir, 'jobs'));
  if (left.length > 0) faults.push(`jobs holds ${left.join(', ')}`);
  const uploads = (await author.get<{ items: { state: string }[] }>('uploads')).body.items;
  const unended = uploads.filter((upload) => upload.state === 'verifying');
  if (unended.length > 0) faults.push(`${unended.length} uploads are still being verified`);
  const env = { ...app.stack.env, DATA_DIR: app.dataDir, PORT: new URL(app.url).port };
  const sweep = await lianke(['sweep'], { env });
  for (const what of ['missing objects', 'counts of used room'])
    if (!new RegExp(`^ +0 +${what}`, 'm').test(sweep.stdout))
      faults.push(`sweep: ${sweep.stdout}${sweep.stderr}`);
  return faults;
}
