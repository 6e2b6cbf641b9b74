import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { jest } from '@jest/globals';
import type { FileView, ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { anyProcessWith, tools } from '../contract/media-rooms.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { eventually } from '../support/client.js';
import { openJobs } from '../support/open-jobs.js';
import { shortened } from '../support/services.js';
import { foundGroup, type SmallGroup } from '../support/small-group.js';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
/** From the first byte sent to the end of processing, for anything but the long films, while others are worked on, too. */
const DEADLINE_MS = 480_000;
/** Films of minutes are encoded at about the speed of the machine: their end is waited for at the end. */
const FILM_DEADLINE_MS = 1_200_000;
const LONG_FILM = /^video\/(?:long|broken\/sample_fragmented)/;
/** Files of which there are many of a kind; odd, damaged, encrypted and hostile ones are none of them. */
const ORDINARY = /^office\/(?:zh_teaching|ordinary|pdf|big)\//;

jest.setTimeout(1_500_000);

interface Sent {
  name: string;
  resourceId: string | null;
  ms: number;
  /** `ready video`, `partial document_too_long`, `refused type_refused`, `failed media_damaged` … */
  outcome: string;
}

const reasonOf = ({ state, kind, failure }: FileView): string =>
  state === 'ready' ? `ready ${kind}` : `${state} ${failure?.code ?? 'WITHOUT A REASON'}`;

/** Uploads a file and makes a resource of it that the whole group may see, under a title that tells nothing. */
async function publish({ author }: SmallGroup, name: string, serial: number): Promise<Sent> {
  const uploadId = await author.upload(basename(name), await readFile(join(CORPUS, name)));
  const { body: upload } = await eventually(
    () => author.get<{ state: string; failure: { code: string } | null }>(`uploads/${uploadId}`),
    ({ body }) => body.state === 'stored' || body.state === 'failed',
    DEADLINE_MS,
  );
  if (upload.state === 'failed')
    return {
      name,
      resourceId: null,
      ms: 0,
      outcome: `refused ${upload.failure?.code ?? 'WITHOUT A REASON'}`,
    };
  const made = await author.post<ResourceView>('resources', {
    title: `样本 ${serial}`,
    type: 'material',
    uploadIds: [uploadId],
  });
  const published = await author.post(
    `resources/${made.body.id}/publish`,
    { audience: { preset: 'group' } },
    { 'if-match': `"${made.body.rev}"` },
  );
  if (published.status !== 200) throw new Error(`${name}: ${JSON.stringify(published.body)}`);
  return { name, resourceId: made.body.id, ms: 0, outcome: 'pending' };
}

/** Waits for the end of processing. */
async function settled({ author }: SmallGroup, sent: Sent, ms: number): Promise<FileView> {
  return eventually(
    async () => (await author.get<ResourceView>(`resources/${sent.resourceId}`)).body.fullFiles[0]!,
    (file) => file.state === 'ready' || file.state === 'partial' || file.state === 'failed',
    ms,
  );
}

/** Every odd file, every sixteenth ordinary one, no film of minutes. */
function part(names: readonly string[]): string[] {
  const ordinary = names.filter((name) => ORDINARY.test(name));
  const kept = new Set(ordinary.filter((_, i) => i % 16 === 0));
  return names.filter((name) => (ORDINARY.test(name) ? kept.has(name) : !name.startsWith('video/long/')));
}

function probes(sent: ReadonlySet<string>): { name: string; phrase: string }[] {
  const lines = readFileSync(join(CORPUS, 'probes.tsv'), 'utf8').trim().split('\n').slice(1);
  return lines
    .map((line) => line.split('\t'))
    .map(([name = '', phrase = '']) => ({ name, phrase }))
    .filter(({ name }) => sent.has(name));
}

/** Asks the server every second whether it lives; the longest time it took to answer, ms. */
function watch(app: RunningApp): () => number {
  let longest = 0;
  const timer = setInterval(() => {
    const started = Date.now();
    void fetch(`${app.url}/health/live`)
      .then((answer) => (longest = Math.max(longest, answer.ok ? Date.now() - started : Infinity)))
      .catch(() => (longest = Infinity));
  }, 1_000);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

/** Every end as it comes, for whoever wonders where the time goes. */
const RECORD = join(import.meta.dirname, '../../test-output/corpus.tsv');
function record({ name, ms, outcome }: Sent): void {
  appendFileSync(RECORD, `${Math.round(ms / 1000)}\t${outcome}\t${name}\n`);
}

const present = existsSync(CORPUS);
if (!present) console.log('The corpus does not lie beside the project: its run is skipped.');

(present ? describe : describe.skip)('the corpus', () => {
  let app: RunningApp;
  let group: SmallGroup;
  beforeAll(async () => {
    app = await startApp({ env: { WORK_DOCUMENTS: '2' } });
    group = await foundGroup(app);
    mkdirSync(dirname(RECORD), { recursive: true });
    writeFileSync(RECORD, '');
  });
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });

  it('every file ends ready or failed with a reason, in time, the server lives on, and phrases find their file', async () => {
    const there = (await readdir(CORPUS, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && entry.parentPath !== CORPUS)
      .map((entry) => join(entry.parentPath, entry.name).slice(CORPUS.length + 1))
      .sort();
    const names = shortened ? part(there) : there;
    // Short films, then the long ones, which go on beside the documents: encoding is one film after the other.
    const films = names.filter((n) => n.startsWith('video/'));
    const [long, short] = [films.filter((n) => LONG_FILM.test(n)), films.filter((n) => !LONG_FILM.test(n))];
    const documents = names.filter((n) => !n.startsWith('video/'));
    const silence = watch(app);
    const all: Sent[] = [];
    const faults: string[] = [];
    const end = async (sent: Sent, started: number, deadline: number): Promise<void> => {
      if (sent.resourceId !== null) sent.outcome = reasonOf(await settled(group, sent, deadline));
      sent.ms = Date.now() - started;
      record(sent);
      if (sent.outcome.includes('WITHOUT A REASON')) faults.push(`${sent.name}: ${sent.outcome}`);
    };
    const started = Date.now();
    const serials = new Map(names.map((name, i) => [name, i]));
    const worker = async (queue: string[]): Promise<void> => {
      for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
        const begun = Date.now();
        try {
          const sent = await publish(group, name, serials.get(name)!);
          all.push(sent);
          await end(sent, begun, DEADLINE_MS);
        } catch (error) {
          faults.push(`${name}: ${String(error)}`);
        }
      }
    };
    const three = (queue: string[]) => Promise.all([worker(queue), worker(queue), worker(queue)]);
    const running: Promise<unknown>[] = [];
    await three(short);
    for (const name of long) {
      const [begun, sent] = [Date.now(), await publish(group, name, serials.get(name)!)];
      all.push(sent);
      running.push(end(sent, begun, FILM_DEADLINE_MS).catch((error: unknown) => faults.push(String(error))));
    }
    await three(documents);
    await Promise.all(running);

    // A long text is searched some seconds after its file has become ready.
    await eventually(
      () => openJobs(app),
      (jobs) => jobs === 0,
      2 * 60_000,
    );
    const byName = new Map(all.map((sent) => [sent.name, sent]));
    const asked = probes(new Set(names));
    const missed: string[] = [];
    for (const { name, phrase } of asked) {
      const { body } = await group.colleague.get<SearchResponse>(`search?text=${encodeURIComponent(phrase)}`);
      const wanted = byName.get(name)?.resourceId ?? 'nothing';
      if (!body.items.some((hit) => hit.resource.id === wanted))
        missed.push(`${name} (${byName.get(name)?.outcome}): ${phrase}`);
    }
    const tally = new Map<string, number>();
    for (const { outcome } of all) tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
    const slowest = [...all].sort((a, b) => b.ms - a.ms).slice(0, 8);
    console.log(
      [
        ...[...tally].sort().map(([outcome, count]) => `${String(count).padStart(4)} ${outcome}`),
        `${all.length} of ${names.length} files (${there.length} are there) in ${Math.round((Date.now() - started) / 1000)} s`,
        `phrases that find their file: ${asked.length - missed.length} of ${asked.length}`,
        ...missed,
        'slowest:',
        ...slowest.map((sent) => `${Math.round(sent.ms / 1000)} s ${sent.name}: ${sent.outcome}`),
        `longest answer of /health/live: ${silence()} ms`,
      ].join('\n'),
    );
    expect(faults).toEqual([]);
    expect(all).toHaveLength(names.length);
    expect(app.process.exitCode).toBeNull();
    expect(silence()).toBeLessThan(10_000);
    expect(await anyProcessWith(join(app.dataDir, 'jobs'))).toBe(false);
    if (tools.soffice !== null)
      expect((asked.length - missed.length) / asked.length).toBeGreaterThanOrEqual(0.95);
  });
});
