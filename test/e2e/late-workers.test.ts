import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { ResourceView } from '../../src/contracts/index.js';
import type { RunningApp } from '../support/app.js';
import { eventually, type ApiClient } from '../support/client.js';
import { Cluster, CLUSTER_VARIABLES, clusterServices, programsOf } from '../support/cluster.js';
import { ffmpeg, makeFilm } from '../support/film.js';
import { withService } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';

jest.setTimeout(400_000);

const SECONDS = 25;

interface Sent {
  resourceId: string;
  sha256: string;
}
interface Job {
  state: string;
  attempts: number;
  attempt_id: string | null;
  finished_at: number | null;
}

const services = ffmpeg === null ? null : clusterServices;
withService('video workers that die or freeze in the middle', CLUSTER_VARIABLES, services, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianke-films-'));
  let cluster: Cluster;
  let node: RunningApp;
  let author: ApiClient;
  let workers: RunningApp[];
  const videoWorker = () => cluster.worker({ WORK_LANES: 'video', ENCODER_THREADS: '1' });

  beforeAll(async () => {
    cluster = await Cluster.open();
    node = await cluster.node({ WORK_LANES: 'quick,document,index,bulk' });
    ({ author } = await foundGroup(node));
    workers = [await videoWorker(), await videoWorker()];
  });
  afterAll(async () => {
    await cluster.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const send = async (key: number, seconds: number): Promise<Sent> => {
    const path = join(folder, `${key}.mp4`);
    await makeFilm(ffmpeg!, path, { size: '1280x720', seconds, key });
    const uploadId = await author.upload(`课堂${key}.mp4`, readFileSync(path));
    const made = await author.post<ResourceView>('resources', { title: `课堂${key}`, uploadIds: [uploadId] });
    const attached = await eventually(
      () => author.get<ResourceView>(`resources/${made.body.id}`),
      ({ body }) => body.fullFiles.length === 1,
    );
    return { resourceId: made.body.id, sha256: attached.body.fullFiles[0]!.sha256 };
  };
  const file = async ({ resourceId }: Sent) =>
    (await author.get<ResourceView>(`resources/${resourceId}`)).body.fullFiles[0]!;
  const ready = (sent: Sent) =>
    eventually(
      () => file(sent),
      ({ state }) => state === 'ready',
      180_000,
    );
  const job = async ({ sha256 }: Sent): Promise<Job | undefined> =>
    (
      await cluster.query<Job>(
        "SELECT state, attempts, attempt_id, finished_at FROM outbox_job WHERE name = 'processing.ladder' AND job_key = ?",
        [sha256],
      )
    )[0];
  /** The worker whose encoder makes the smaller sizes of the film (the one before repackages it): caught in the middle. */
  const encoding = async (sent: Sent): Promise<RunningApp> => {
    const holder = () => workers.find(({ process: { pid } }) => programsOf(pid!, 'ffmpeg').length > 0);
    return (await eventually(
      async () => ((await job(sent))?.attempts === 1 ? holder() : undefined),
      (found) => found !== undefined,
      120_000,
    ))!;
  };
  /**
   * Stops a process, not in the middle of a unit of work: the database keeps what such a one has locked until its
   * connection ends, and everybody would wait for that.
   */
  const freeze = async ({ process }: RunningApp): Promise<void> => {
    const units = async () =>
      (
        await cluster.query<{ id: string }>(
          'SELECT trx_mysql_thread_id AS id FROM information_schema.innodb_trx',
        )
      ).map(({ id }) => String(id));
    for (;;) {
      process.kill('SIGSTOP');
      const open = await units();
      // Those of other processes end meanwhile.
      await new Promise((wake) => setTimeout(wake, 300));
      const still = await units();
      if (!open.some((id) => still.includes(id))) return;
      process.kill('SIGCONT');
      await new Promise((wake) => setTimeout(wake, 50));
    }
  };
  /** All there is of a film: its row, its job, and every object with the instant it was written at. */
  const standing = async (sent: Sent) => {
    const [rendering] = await cluster.query<{ object_prefix: string }>(
      'SELECT * FROM file_rendering WHERE sha256 = ?',
      [sent.sha256],
    );
    const { root, bucket } = cluster.stack.s3!;
    const objects: object[] = [];
    for await (const { name, etag, lastModified } of root.listObjectsV2(
      bucket,
      `rendition/${sent.sha256.slice(0, 2)}/${sent.sha256}/`,
      true,
    ))
      objects.push({ name, etag, lastModified });
    return { rendering, job: await job(sent), objects };
  };
  /** Reads the film as a player does: every playlist, and every piece that they name. */
  const plays = async (sent: Sent): Promise<number> => {
    const { id, preview } = await file(sent);
    expect(preview.playable).toBe(true);
    expect(preview.qualities.length).toBeGreaterThan(1);
    const read = async (path: string): Promise<string> => {
      const url = `${node.url}/api/v1/resources/${sent.resourceId}/files/${id}/hls/${path}`;
      const answer = await fetch(url, { headers: { cookie: author.cookies() } });
      expect([path, answer.status]).toEqual([path, 200]);
      return answer.text();
    };
    const named = (playlist: string) => playlist.split('\n').filter((line) => line && !line.startsWith('#'));
    let pieces = 0;
    for (const variant of named(await read('master.m3u8')))
      for (const piece of named(await read(variant))) {
        await read(`${variant.split('/')[0]}/${piece}`);
        pieces += 1;
      }
    return pieces;
  };

  it('one that is killed: another finishes the film', async () => {
    const sent = await send(1, SECONDS);
    const victim = await encoding(sent);
    expect(await job(sent)).toMatchObject({ state: 'open', attempts: 1 });
    await victim.kill();
    await ready(sent);
    expect(await job(sent)).toMatchObject({ state: 'done', attempts: 2, attempt_id: null });
    expect(await plays(sent)).toBeGreaterThan(2);
    workers = [...workers.filter((one) => one !== victim), await videoWorker()];
  });

  it('one that freezes and wakes later: another has finished the film, and the late one changes nothing', async () => {
    const sent = await send(2, SECONDS);
    const frozen = await encoding(sent);
    const other = workers.find((one) => one !== frozen)!;
    const before = await job(sent);
    expect(before).toMatchObject({ state: 'open', attempts: 1 });
    await freeze(frozen);
    await ready(sent);
    const finished = await standing(sent);
    expect(finished.job).toMatchObject({ state: 'done', attempts: 2 });
    frozen.process.kill('SIGCONT');
    // Works on one film at a time, and is alone now: when it has made the next, it is through with the first.
    await other.stop();
    const next = await send(3, 4);
    await ready(next);
    expect(await job(next)).toMatchObject({ state: 'done', attempts: 1 });
    expect(await standing(sent)).toEqual(finished);
    expect(await plays(sent)).toBeGreaterThan(2);
  });

  it('nothing stays "processing"', async () => {
    const left = () =>
      cluster.query(
        "SELECT sha256, state FROM file_rendering WHERE state NOT IN ('ready', 'partial', 'failed')",
      );
    expect(await left()).toEqual([]);
    const open = () => cluster.query("SELECT name FROM outbox_job WHERE state <> 'done'");
    await eventually(open, (rows) => rows.length === 0);
  });
});
