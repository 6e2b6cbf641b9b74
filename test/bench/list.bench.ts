import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { freePort, startApp, type RunningApp } from '../support/app.js';
import type { BenchCase } from './bench.js';
import { largeInstallation, loginReader, openRaw, type LargeInstallation } from './large-installation.js';
import { median, p95, throughput, times } from './measure.js';

export const name = 'list';

const ROUNDS = 400;

/** The pages that are read most: newest visible to me, one resource, what I wrote; growth from 1 k to 1 M, and against a bare server with the same SQL. */
export async function* run(): AsyncGenerator<BenchCase> {
  const growth = new Map<string, number[]>();
  for (const count of [1_000, 1_000_000]) {
    const installation = await largeInstallation(count);
    try {
      for (const [label, samples] of await ownPages(installation)) {
        growth.set(label, [...(growth.get(label) ?? []), p95(samples)]);
      }
    } finally {
      installation.remove();
    }
  }
  for (const [label, [small, large]] of growth) {
    yield {
      bench: name,
      case: `${label}: p95 at 1 M against 1 k`,
      ms: large!,
      baselineMs: small!,
      ratio: large! / small!,
      note: 'wanted ≤ 1.5',
    };
  }
  yield* againstBareServer();
}

async function ownPages(installation: LargeInstallation): Promise<Map<string, number[]>> {
  const app = await startApp({ dataDir: installation.dataDir });
  try {
    const get = await reader(app, installation);
    return new Map([
      ['newest', await times(ROUNDS, () => get('/api/v1/resources?scope=newest&limit=20'))],
      [
        'detail',
        await times(ROUNDS, (i) =>
          get(`/api/v1/resources/${installation.sampleIds[i % installation.sampleIds.length]}`),
        ),
      ],
      ['mine', await times(ROUNDS, () => get('/api/v1/resources?scope=mine&limit=20'))],
    ]);
  } finally {
    await app.stop();
  }
}

async function* againstBareServer(): AsyncGenerator<BenchCase> {
  const installation = await largeInstallation(100_000);
  const app = await startApp({ dataDir: installation.dataDir });
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
    const own = await reader(app, installation);
    const bareGet = getter(`http://localhost:${port}`, '');
    const path = '/api/v1/resources?scope=newest&limit=20';
    const ours = await times(ROUNDS, () => own(path));
    const theirs = await times(ROUNDS, () => bareGet('/'));
    yield {
      bench: name,
      case: 'newest over HTTP at 100 k: median against a bare server',
      ms: median(ours),
      baselineMs: median(theirs),
      ratio: median(ours) / median(theirs),
      note: 'wanted ≤ 3',
    };
    const oursPerSecond = await throughput(8, 4_000, () => own(path));
    const theirsPerSecond = await throughput(8, 4_000, () => bareGet('/'));
    yield {
      bench: name,
      case: 'newest over HTTP at 100 k: requests/s with eight clients against a bare server',
      ratio: oursPerSecond / theirsPerSecond,
      note: `${Math.round(oursPerSecond)}/s against ${Math.round(theirsPerSecond)}/s; wanted ≥ 0.3`,
    };
    yield* againstSql(installation, own);
  } finally {
    bare.kill();
    await app.stop();
    installation.remove();
  }
}

/** How much of a request is the database: the same statements by hand, in this process. */
async function* againstSql(
  installation: LargeInstallation,
  own: (path: string) => Promise<void>,
): AsyncGenerator<BenchCase> {
  const raw = openRaw(installation.dataDir);
  const one = raw.prepare('SELECT * FROM resource WHERE id = ?');
  const rights = raw.prepare(
    `SELECT MAX(level) FROM access_entry WHERE object_type = 'resource' AND object_id = ? AND principal IN (${installation.reader.principals.map(() => '?').join(',')})`,
  );
  const id = installation.sampleIds[7]!;
  const sql = await times(ROUNDS, () => [one.get(id), rights.get(id, ...installation.reader.principals)]);
  const ours = await times(ROUNDS, () => own(`/api/v1/resources/${id}`));
  raw.close();
  yield {
    bench: name,
    case: 'detail over HTTP at 100 k, beside its SQL by hand',
    ms: median(ours),
    baselineMs: median(sql),
    note: 'no bound: HTTP against a function call',
  };
}

async function reader(
  app: RunningApp,
  installation: LargeInstallation,
): Promise<(path: string) => Promise<void>> {
  const client = await loginReader(app, installation);
  return getter(app.url, client.cookies());
}

/** GETs with a kept-alive connection; throws unless the answer is 200. */
function getter(base: string, cookie: string): (path: string) => Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return (path) =>
    new Promise((resolve, reject) => {
      request(new URL(path, base), { agent, headers: cookie ? { cookie } : {} }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${response.statusCode}`)),
        );
      })
        .on('error', reject)
        .end();
    });
}
