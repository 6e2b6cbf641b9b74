import { createConnection } from 'mysql2/promise';
import { startApp } from '../support/app.js';
import { services } from '../support/services.js';
import { provideStack, type Stack } from '../support/stack.js';
import type { BenchCase } from './bench.js';
import { getter, type Get } from './http-get.js';
import { openRaw } from './large-installation.js';
import { inTurns, median, p95 } from './measure.js';
import { byBreadth, measured } from './search.bench.js';
import { loginAsker, searchInstallation, type SearchInstallation } from './search-installation.js';

export const name = 'mysql';

const SIZE = 100_000;
const ROUNDS = 400;
const ROWS_AT_ONCE = 1_000;
/** what a process writes about itself */
const OWN = new Set(['migrations', 'process_node']);

export async function prepare(size: number | null): Promise<void> {
  await searchInstallation(size ?? SIZE);
}

/** The pages that are read most, and searches, with the same rows in MySQL or MariaDB; the baseline is the built-in database. */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  if (!services.mysqlUrl) {
    console.error('mysql: left out, because MYSQL_URL is not set.');
    return;
  }
  const count = size ?? SIZE;
  const installation = await searchInstallation(count);
  const stack = await provideStack(['mysql']);
  try {
    await moveRows(installation.dataDir, stack);
    yield* pages(installation, count, stack.env);
    const embedded = byBreadth(await measured(installation, count));
    const grown = byBreadth(await measured(installation, count, stack.env));
    for (const [kind, title] of [
      ['narrow', 'search, ≤ 1,000 hits'],
      ['broad', 'search, broader'],
    ] as const) {
      if (grown[kind].length === 0) continue;
      const [ms, baselineMs] = [grown, embedded].map((samples) => samples[kind].map((sample) => sample.ms));
      yield compared(title, count, ms!, baselineMs!);
    }
  } finally {
    await stack.drop();
  }
}

async function* pages(
  installation: SearchInstallation,
  count: number,
  env: Record<string, string>,
): AsyncGenerator<BenchCase> {
  const { dataDir } = installation;
  const paths = ['/api/v1/resources?scope=newest&limit=20', '/api/v1/resources?scope=mine&limit=20'];
  const samples: Record<'grown' | 'embedded', number[]>[] = [];
  // One process at a time may use the data directory: first one database, then the other.
  for (const [side, settings] of [
    ['embedded', {}],
    ['grown', env],
  ] as const) {
    const app = await startApp({ dataDir, env: settings });
    try {
      const client = await loginAsker(app, installation.askers[0]!.loginName);
      const get: Get = getter(app.url, client.cookies());
      const { items } = JSON.parse(await get(paths[0]!)) as { items: { id: string }[] };
      const details = items.map(({ id }) => `/api/v1/resources/${id}`);
      const calls = [...paths.map((path) => () => path), (i: number) => details[i % details.length]!];
      for (const [i, path] of calls.entries()) {
        const measuredNow = await inTurns(ROUNDS, { one: (round) => get(path(round)) });
        samples[i] = { ...(samples[i] ?? { grown: [], embedded: [] }), [side]: measuredNow.one };
      }
    } finally {
      await app.stop();
    }
  }
  for (const [i, title] of ['newest visible to me', 'my uploads', 'resource detail'].entries())
    yield compared(title, count, samples[i]!.grown, samples[i]!.embedded);
}

function compared(title: string, count: number, ms: number[], baselineMs: number[]): BenchCase {
  return {
    bench: name,
    case: `${title}, ${count.toLocaleString('en')} resources: p95 on MySQL or MariaDB against the built-in database`,
    ms: p95(ms),
    baselineMs: p95(baselineMs),
    ratio: p95(ms) / p95(baselineMs),
    note: `medians ${median(ms).toFixed(1)} and ${median(baselineMs).toFixed(1)} ms`,
  };
}

/** Makes the schema of the program in the database of a stack and copies an installation's rows into it. */
export async function moveRows(dataDir: string, stack: Stack): Promise<void> {
  await startApp({ dataDir, stack, entry: ['dist/cli.js', 'migrate'], untilExit: true });
  await copyRows(dataDir, stack.env['DATABASE_URL']!);
}

/** Copies every row of the installation's own database into a schema that the program has just made. */
async function copyRows(dataDir: string, url: string): Promise<void> {
  const raw = openRaw(dataDir);
  const target = await createConnection({ uri: url });
  try {
    await target.query('SET foreign_key_checks = 0, unique_checks = 0');
    const [found] = await target.query('SHOW TABLES');
    const tables = (found as object[]).map((row) => String(Object.values(row)[0]));
    for (const table of tables.filter((one) => !OWN.has(one))) {
      await target.query(`DELETE FROM \`${table}\``);
      for (const rows of chunks(raw.prepare(`SELECT * FROM "${table}"`).iterate())) {
        const names = Object.keys(rows[0]!).map((column) => `\`${column}\``);
        await target.query(`INSERT INTO \`${table}\` (${names.join(',')}) VALUES ?`, [
          rows.map((row) => Object.values(row)),
        ]);
      }
      await target.query(`ANALYZE TABLE \`${table}\``);
    }
  } finally {
    await target.end();
    raw.close();
  }
}

/** A million rows are never in memory at once. */
function* chunks(rows: Iterable<unknown>): Generator<object[]> {
  let chunk: object[] = [];
  for (const row of rows) {
    chunk.push(row as object);
    if (chunk.length < ROWS_AT_ONCE) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
