import { randomBytes } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import type { MeiliPlace } from '../../src/platform/search/adapters/meili/meili-client.js';

/** A name of its own for the indexes of one installation. */
export function freshPlace({ url, key }: { url: string; key: string }): MeiliPlace {
  return { url, key, index: `test_${randomBytes(6).toString('hex')}` };
}

/** The settings that make the program search there. */
export function searchEnv({ url, key, index }: MeiliPlace): Record<string, string> {
  return { SEARCH_DRIVER: 'meilisearch', MEILI_URL: url, MEILI_KEY: key, MEILI_INDEX: index };
}

/** Removes every index whose name begins so. */
export async function dropIndexes({ url, key, index }: MeiliPlace): Promise<void> {
  const client = new Meilisearch({ host: url, apiKey: key });
  const { results } = await client.getRawIndexes({ limit: 1_000 });
  for (const { uid } of results) {
    if (uid.startsWith(`${index}_`))
      await client.deleteIndex(uid).waitTask({ interval: 25, timeout: 60_000 });
  }
}
