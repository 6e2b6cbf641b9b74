import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { AudienceOfManyResult } from '../../src/contracts/index.js';
import { startApp } from '../support/app.js';
import { services, type Grown } from '../support/services.js';
import { provideStack } from '../support/stack.js';
import type { BenchCase } from './bench.js';
import { byHand, whereOn, type ByHand } from './by-hand.js';
import { largeInstallation, loginReader, openRaw, type LargeInstallation } from './large-installation.js';
import { median, timed } from './measure.js';
import { moveRows } from './mysql.bench.js';

export const name = 'bulk';

const INSTALLED = 20_000;
const SELECTED = 5_000;
const ROUNDS = 5;

export async function prepare(): Promise<void> {
  await largeInstallation(INSTALLED, { indexed: true });
}

/**
 * Who may see 5,000 resources, changed in one act over HTTP, against the same rows written by hand; and with the rows in
 * MySQL or MariaDB where there is one, against the built-in database.
 */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  const selected = size ?? SELECTED;
  const embedded = await measured(selected, []);
  yield compared(selected, [], embedded, embedded.hand);
  if (services.mysqlUrl)
    yield compared(selected, ['mysql'], await measured(selected, ['mysql']), embedded.ours);
}

interface Measured {
  /** ms of each act */
  ours: number[];
  /** ms until the index had followed it */
  following: number[];
  /** ms of the same rows, written to the built-in database by hand */
  hand: number[];
}

async function measured(selected: number, names: readonly Grown[]): Promise<Measured> {
  const kept = await largeInstallation(INSTALLED, { indexed: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'lianke-bulk-'));
  cpSync(kept.dataDir, dataDir, { recursive: true });
  const installation = { ...kept, dataDir };
  const ids = Array.from(
    { length: selected },
    (_, i) => `01890000-0000-7000-8000-${(i + 1).toString(16).padStart(12, '0')}`,
  );
  const stack = await provideStack(names);
  try {
    const hand = writtenByHand(installation, ids);
    if (names.length > 0) await moveRows(dataDir, stack);
    const sql = await byHand(dataDir, stack);
    const app = await startApp({ dataDir, stack, env: { LOG_LEVEL: 'warn' } });
    const ours: number[] = [];
    const following: number[] = [];
    try {
      const client = await loginReader(app, installation);
      for (let round = 0; round < ROUNDS; round += 1) {
        const audience = { preset: round % 2 === 0 ? 'self' : 'school' };
        const body = { selection: { ids }, audience };
        const ms = await timed(async () => {
          const answer = await client.request<AudienceOfManyResult>('PUT', 'resources/audience', body);
          if (answer.body.changed !== selected) throw new Error(JSON.stringify(answer.body).slice(0, 500));
        });
        if (round > 0) ours.push(ms);
        following.push(await timed(() => indexed(sql)));
      }
    } finally {
      await app.stop();
      await sql.close();
    }
    return { ours, following, hand };
  } finally {
    await stack.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function compared(
  selected: number,
  names: readonly Grown[],
  { ours, following }: Measured,
  baseline: readonly number[],
): BenchCase {
  const against = names.length > 0 ? 'the built-in database' : 'the same rows by hand';
  const baselineMs = median([...baseline]);
  return {
    bench: name,
    case: `${whereOn(names)}the audience of ${selected.toLocaleString('en')} resources in one act, over HTTP, against ${against}`,
    ms: median(ours),
    baselineMs,
    ratio: median(ours) / baselineMs,
    wanted: '≤ 1,000 ms',
    note: `in force at once; the index had followed after ${Math.round(median(following))} ms more`,
  };
}

/** The rows of one act, a prepared statement for each: resource, entry, what the index waits for, audit. */
function writtenByHand({ dataDir, reader }: LargeInstallation, ids: readonly string[]): number[] {
  const raw = openRaw(dataDir);
  raw.exec('PRAGMA synchronous = FULL');
  const school = reader.principals.find((key) => key.startsWith('s:'))!;
  const update = raw.prepare(`UPDATE resource SET audience = ?, rev = rev + 1, updated_at = ? WHERE id = ?`);
  const remove = raw.prepare(
    `DELETE FROM access_entry WHERE object_type = 'resource' AND object_id = ? AND source = 'audience'`,
  );
  const entry = raw.prepare(
    `INSERT INTO access_entry (object_type, object_id, principal, source, level, sort_time, visible_from, visible_until) VALUES ('resource', ?, ?, 'audience', 2, ?, NULL, NULL)`,
  );
  const pending = raw.prepare(
    `INSERT OR REPLACE INTO access_pending (object_id, rev, since) VALUES (?, ?, ?)`,
  );
  const audit = raw.prepare(
    `INSERT INTO audit_entry (id, at, actor_id, school_id, acting_school_id, action, object_type, object_id, result, ip, detail) VALUES (?, ?, ?, ?, NULL, 'resource.publish', 'resource', ?, 'ok', NULL, ?)`,
  );
  const unsealed = raw.prepare(`INSERT INTO audit_pending (entry_id) VALUES (?)`);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    raw.exec('BEGIN IMMEDIATE');
    const now = Date.now();
    for (const id of ids) {
      const audience = `{"preset":"school","previewOnly":false}`;
      update.run(audience, now, id);
      remove.run(id);
      entry.run(id, school, now);
      pending.run(id, round, now);
      const entryId = randomUUID();
      audit.run(entryId, now, reader.id, school.slice(2), id, `{"audience":${audience}}`);
      unsealed.run(entryId);
    }
    raw.exec('COMMIT');
    if (round > 0) times.push(performance.now() - started);
  }
  raw.exec('DELETE FROM access_pending');
  raw.close();
  return times;
}

/** Waits until the index has confirmed everything. */
async function indexed(sql: ByHand): Promise<void> {
  while ((await sql.count('SELECT COUNT(*) AS n FROM access_pending')) > 0) await setTimeout(50);
}
