import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withInstallation } from '../../src/cli/installation.js';
import { parseSettings } from '../../src/config/settings.js';
import { ResourceIndexer } from '../../src/modules/discovery/index.js';
import { FtsSearchEngine } from '../../src/platform/search/adapters/fts/fts.engine.js';
import { SearchEngine, type SearchDocument } from '../../src/platform/search/search.port.js';
import { startApp } from '../support/app.js';
import type { Stack } from '../support/stack.js';
import type { BenchCase } from './bench.js';
import { largeInstallation, loginReader, TITLES, type LargeInstallation } from './large-installation.js';
import { median, p95, timed } from './measure.js';

export const name = 'index';

const COUNT = 100_000;

export async function prepare(size: number | null): Promise<void> {
  await largeInstallation(size ?? COUNT, { indexed: true });
}

/**
 * A full rebuild of the index as an administrator asks for it (`lianke reindex` beside the running server), against
 * writing the very same documents straight to the engine; somebody searches all the while.
 */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  const count = size ?? COUNT;
  const installation = await largeInstallation(count, { indexed: true });
  const { ms, during } = await rebuilt(installation);
  const baselineMs = await straightToEngine(await documentsOf(installation.dataDir));
  yield {
    bench: name,
    case: `rebuild of ${count.toLocaleString('en')} resources: rate against the engine alone`,
    ms,
    baselineMs,
    ratio: baselineMs / ms,
    wanted: 'ratio ≥ 0.5',
    note: `${Math.round(count / (ms / 1_000))}/s against ${Math.round(count / (baselineMs / 1_000))}/s`,
  };
  yield {
    bench: name,
    case: 'searches one after the other during the rebuild, p95',
    ms: p95(during),
    wanted: 'every one answered',
    note: `${during.length} searches, none failed; median ${median(during).toFixed(1)} ms`,
  };
}

/** How long `lianke reindex` took beside the running program, and the searches of the reader meanwhile, ms. */
export async function rebuilt(
  installation: LargeInstallation,
  stack?: Stack,
): Promise<{ ms: number; during: number[] }> {
  const { dataDir } = installation;
  const on = { dataDir, ...(stack && { stack }) };
  const app = await startApp(on);
  const during: number[] = [];
  try {
    const client = await loginReader(app, installation);
    let isBuilding = true;
    const searching = (async () => {
      for (let i = 0; isBuilding; i += 1) {
        const text = encodeURIComponent(TITLES[i % TITLES.length]!);
        during.push(
          await timed(async () => {
            const { status, body } = await client.get<{ total: number }>(`search?text=${text}`);
            if (status !== 200 || body.total === 0) throw new Error(`Search answered ${status}`);
          }),
        );
      }
    })();
    const entry = ['dist/cli.js', 'reindex'];
    const port = Number(new URL(app.url).port);
    const ms = await timed(() => startApp({ ...on, port, entry, untilExit: true }));
    isBuilding = false;
    await searching;
    return { ms, during };
  } finally {
    await app.stop();
  }
}

/** The documents that the product gives its engine when it rebuilds the index, in its batches. */
export async function documentsOf(dataDir: string): Promise<SearchDocument[][]> {
  const batches: SearchDocument[][] = [];
  await withInstallation(parseSettings({ DATA_DIR: dataDir }), async (installation) => {
    installation.get(SearchEngine).rebuild = async (documents) => {
      for await (const batch of documents) batches.push(batch);
      return { documents: batches.flat().length };
    };
    await installation.get(ResourceIndexer).rebuild();
  });
  return batches;
}

/** Writes them to an engine of their own, and tells how many ms that took. */
async function straightToEngine(batches: SearchDocument[][]): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'lianke-bench-index-'));
  const engine = await FtsSearchEngine.open({ directory });
  try {
    return await timed(() => engine.rebuild(inOrder(batches)));
  } finally {
    await engine.close();
    rmSync(directory, { recursive: true });
  }
}

export async function* inOrder(batches: SearchDocument[][]): AsyncGenerator<SearchDocument[]> {
  for (const batch of batches) yield await Promise.resolve(batch);
}
