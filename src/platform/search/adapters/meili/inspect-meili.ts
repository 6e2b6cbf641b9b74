import type { IndexInventory } from '../../index-inventory.js';
import { indexNames } from './index-names.js';
import { connect, type MeiliPlace } from './meili-client.js';
import { MeiliIndex } from './meili-index.js';

const TIMEOUT_MS = 10_000;

/** Reads what the index in use holds; null when there is none. */
export async function inspectMeili(place: MeiliPlace): Promise<IndexInventory | null> {
  const { inUse } = indexNames(place.index);
  const index = new MeiliIndex(connect(place, TIMEOUT_MS), inUse);
  if (!(await index.exists())) return null;
  const documents = new Map<string, number>();
  for await (const page of index.everything())
    for (const { id, rev, state } of page) if (state === 'live') documents.set(id, rev);
  return { path: `${place.url}/indexes/${inUse}`, complete: await index.filled(), documents };
}
