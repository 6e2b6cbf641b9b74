import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startApp, type RunningApp } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import type { BenchCase } from './bench.js';
import { getter, type Get } from './http-get.js';
import { largeInstallation, loginReader, openRaw, type LargeInstallation } from './large-installation.js';
import { inTurns, median, p95, throughput } from './measure.js';

export const name = 'list';

const SMALL = 1_000;
const LARGE = 1_000_000;
const MIDDLE = 100_000;
const ROUNDS = 400;
const NEWEST = '/api/v1/resources?scope=newest&limit=20';
const MINE = '/api/v1/resources?scope=mine&limit=20';

export async function prepare(size: number | null): Promise<void> {
  for (const count of [SMALL, size ?? LARGE, MIDDLE]) await largeInstallation(count);
}

/** The pages that are read most: newest visible to me, one resource, what I wrote; growth from 1 k to 1 M, and against the same SQL by hand and on a bare server. */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  yield* growth(size ?? LARGE);
  const installation = await largeInstallation(MIDDLE);
  const app = await startApp({ dataDir: installation.dataDir });
  try {
    const own = await reader(app, installation);
    yield* againstBareServer(installation, own);
    yield* againstSql(installation, own);
  } finally {
    await app.stop();
  }
}

async function* growth(count: number): AsyncGenerator<BenchCase> {
  const installations = [await largeInstallation(SMALL), await largeInstallation(count)] as const;
  const apps: RunningApp[] = [];
  try {
    for (const { dataDir } of installations) apps.push(await startApp({ dataDir }));
    const [small, large] = await Promise.all(installations.map((one, i) => reader(apps[i]!, one)));
    const detail = (installation: LargeInstallation) => (round: number) =>
      `/api/v1/resources/${installation.sampleIds[round % installation.sampleIds.length]}`;
    for (const [title, path] of [
      ['newest visible to me', () => () => NEWEST],
      ['resource detail', detail],
      ['my uploads', () => () => MINE],
    ] as const) {
      const [ofSmall, ofLarge] = [path(installations[0]), path(installations[1])];
      const samples = await inTurns(ROUNDS, {
        small: (round) => small!(ofSmall(round)),
        large: (round) => large!(ofLarge(round)),
      });
      yield {
        bench: name,
        case: `${title}: p95 at ${count.toLocaleString('en')} against 1,000`,
        ms: p95(samples.large),
        baselineMs: p95(samples.small),
        ratio: p95(samples.large) / p95(samples.small),
        wanted: 'ratio ≤ 1.5',
      };
    }
  } finally {
    for (const app of apps) await app.stop();
  }
}

async function* againstBareServer(installation: LargeInstallation, own: Get): AsyncGenerator<BenchCase> {
  const port = await freePort();
  const bare = spawn(
    process.execPath,
    [
      '--import',
      './test/support/ts-loader.mjs',
      'test/bench/bare-list-server.ts',
      join(installation.dataDir, 'lianke.sqlite'),
      String(port),
      JSON.stringify(installation.reader.principals),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    await once(bare.stdout, 'data');
    const bareGet = getter(`http://localhost:${port}`, '');
    const rates = { ours: [] as number[], theirs: [] as number[] };
    for (let round = 0; round <= 3; round += 1) {
      const theirs = await throughput(8, 2_000, () => bareGet('/'));
      const ours = await throughput(8, 2_000, () => own(NEWEST));
      if (round === 0) continue;
      rates.theirs.push(theirs);
      rates.ours.push(ours);
    }
    yield {
      bench: name,
      case: 'newest over HTTP at 100 k: requests/s with eight clients against a bare server',
      ratio: median(rates.ours) / median(rates.theirs),
      wanted: 'ratio ≥ 0.3',
      note: `${Math.round(median(rates.ours))}/s against ${Math.round(median(rates.theirs))}/s`,
    };
    const { ours, theirs } = await inTurns(ROUNDS, { theirs: () => bareGet('/'), ours: () => own(NEWEST) });
    yield {
      bench: name,
      case: 'newest over HTTP at 100 k: median against a bare server',
      ms: median(ours),
      baselineMs: median(theirs),
      ratio: median(ours) / median(theirs),
      wanted: 'ratio ≤ 3',
    };
  } finally {
    bare.kill();
  }
}

/** How much of a request is the database: the same statements by hand, in this process. */
async function* againstSql(installation: LargeInstallation, own: Get): AsyncGenerator<BenchCase> {
  const raw = openRaw(installation.dataDir);
  const { principals } = installation.reader;
  const one = raw.prepare('SELECT * FROM resource WHERE id = ?');
  const rights = raw.prepare(
    `SELECT MAX(level) FROM access_entry WHERE object_type = 'resource' AND object_id = ? AND principal IN (${principals.map(() => '?').join(',')})`,
  );
  const id = installation.sampleIds[7]!;
  const samples = await inTurns(ROUNDS, {
    sql: () => [one.get(id), rights.get(id, ...principals)],
    ours: () => own(`/api/v1/resources/${id}`),
  });
  raw.close();
  yield {
    bench: name,
    case: 'detail over HTTP at 100 k, beside its SQL by hand',
    ms: median(samples.ours),
    baselineMs: median(samples.sql),
    note: 'no bound: HTTP against a function call',
  };
}

async function reader(app: RunningApp, installation: LargeInstallation): Promise<Get> {
  const client = await loginReader(app, installation);
  return getter(app.url, client.cookies());
}
