import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FtsSearchEngine } from '../../src/platform/search/adapters/fts/fts.engine.js';
import { startApp, type RunningApp } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { foundGroup, PASSWORD } from '../support/small-group.js';
import { kept } from './kept.js';
import { inserts, openRaw } from './large-installation.js';
import { SearchData } from './search-data.js';

export interface SearchInstallation {
  dataDir: string;
  data: SearchData;
  /** who asks: a teacher of the core school and one of a member school */
  askers: { loginName: string; principals: string[] }[];
}

/**
 * An installation on `size` resources of {@link SearchData}, kept for later runs: their rows and rights in its
 * database and their documents in its index. The core school, one member school and the group of the data are those
 * of the installation.
 */
export async function searchInstallation(size: number): Promise<SearchInstallation> {
  const dataDir = await kept(`search-${size}`, (directory) => make(directory, size));
  const names = JSON.parse(readFileSync(join(dataDir, 'bench.json'), 'utf8')) as [string, string][];
  const principals = new Map(names);
  const data = new SearchData(principals);
  await index(dataDir, data, size);
  const asker = (loginName: string, ...keys: string[]) => ({
    loginName,
    principals: keys.map((key) => principals.get(key)!),
  });
  return { dataDir, data, askers: [asker('colleague', 's:3', 'g:0'), asker('author', 's:0', 'g:0')] };
}

/** Logs one of the askers in. */
export function loginAsker(app: RunningApp, loginName: string): Promise<ApiClient> {
  return new ApiClient(app.url).login(loginName, PASSWORD);
}

async function make(dataDir: string, size: number): Promise<void> {
  const app = await startApp({ dataDir });
  const { groupId, coreId, memberId } = await foundGroup(app);
  await app.stop();
  const names: [string, string][] = [
    ['g:0', `g:${groupId}`],
    ['s:0', `s:${coreId}`],
    ['s:3', `s:${memberId}`],
  ];
  fill(dataDir, new SearchData(new Map(names)), size, coreId);
  writeFileSync(join(dataDir, 'bench.json'), JSON.stringify(names));
}

function fill(dataDir: string, data: SearchData, size: number, schoolId: string): void {
  const raw = openRaw(dataDir);
  const { resource, entry } = inserts(raw);
  raw.exec('PRAGMA synchronous = OFF; BEGIN');
  for (let n = 0; n < size; n += 1) {
    const { id, title, description, authorId, publishedAt, audience, visibleFrom } = data.document(n);
    resource.run(id, schoolId, authorId, title, description, publishedAt, publishedAt, publishedAt);
    for (const principal of audience) entry.run(id, principal, 'audience', 2, publishedAt, visibleFrom);
    if (n % 50_000 === 0) raw.exec('COMMIT; BEGIN');
  }
  raw.exec('COMMIT; ANALYZE');
  raw.close();
}

/** Fills the index unless an earlier run did, with an engine of the same schema. */
async function index(dataDir: string, data: SearchData, size: number): Promise<void> {
  const engine = await FtsSearchEngine.open({ directory: join(dataDir, 'search') });
  try {
    if (!engine.needsRebuild && (await engine.count()) === size) return;
    console.error(`indexing ${size} resources …`);
    await engine.rebuild(data.batches(size));
  } finally {
    await engine.close();
  }
}
