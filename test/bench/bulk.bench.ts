import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { AudienceOfManyResult } from '../../src/contracts/index.js';
import { startApp } from '../support/app.js';
import type { BenchCase } from './bench.js';
import { largeInstallation, loginReader, openRaw, type LargeInstallation } from './large-installation.js';
import { median, timed } from './measure.js';

export const name = 'bulk';

const INSTALLED = 20_000;
const SELECTED = 5_000;
const ROUNDS = 5;

export async function prepare(): Promise<void> {
  await largeInstallation(INSTALLED, { indexed: true });
}

/** Who may see 5,000 resources, changed in one act over HTTP, against the same rows written by hand. */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  const selected = size ?? SELECTED;
  const kept = await largeInstallation(INSTALLED, { indexed: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'lianke-bulk-'));
  cpSync(kept.dataDir, dataDir, { recursive: true });
  const installation = { ...kept, dataDir };
  const ids = Array.from(
    { length: selected },
    (_, i) => `01890000-0000-7000-8000-${(i + 1).toString(16).padStart(12, '0')}`,
  );
  try {
    const hand = byHand(installation, ids);
    const app = await startApp({ dataDir, env: { LOG_LEVEL: 'warn' } });
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
        following.push(await timed(() => indexed(dataDir)));
      }
    } finally {
      await app.stop();
    }
    yield {
      bench: name,
      case: `the audience of ${selected.toLocaleString('en')} resources in one act, over HTTP, against the same rows by hand`,
      ms: median(ours),
      baselineMs: median(hand),
      ratio: median(ours) / median(hand),
      wanted: '≤ 1,000 ms',
      note: `in force at once; the index had followed after ${Math.round(median(following))} ms more`,
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The rows of one act, a prepared statement for each: resource, entry, what the index waits for, audit. */
function byHand({ dataDir, reader }: LargeInstallation, ids: readonly string[]): number[] {
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
async function indexed(dataDir: string): Promise<void> {
  const raw = openRaw(dataDir);
  const waiting = raw.prepare('SELECT COUNT(*) AS n FROM access_pending');
  while ((waiting.get() as { n: number }).n > 0) await setTimeout(50);
  raw.close();
}
