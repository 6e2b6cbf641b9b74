import type { EnqueuedTaskPromise, Index, Meilisearch } from 'meilisearch';
import type { SearchDocument } from '../../search.port.js';
import { oneOf, quoted } from './filter.js';
import { settingsToChange } from './index-settings.js';
import { ask, done, MeiliError } from './meili-client.js';
import {
  FILLED_KEY,
  idNumber,
  toChange,
  toDocument,
  toTombstone,
  type MeiliChange,
  type MeiliDocument,
  type MeiliTombstone,
} from './meili-document.js';
import type { Revision } from './protocol.js';

/** What an index holds of a resource. */
export interface Present {
  id: string;
  rev: number;
  state: 'live' | 'gone';
  digest?: string;
}

/** Documents sent in one request. */
const BATCH = 1_000;
const BATCH_CHARACTERS = 8_000_000;
const PAGE = 5_000;

/** What is written of one resource. */
type Write = MeiliDocument | MeiliTombstone;

/** One index of ours, for writing. Every method resolves once the server has done it, and throws when it did not. */
export class MeiliIndex {
  private readonly index: Index;

  constructor(
    private readonly client: Meilisearch,
    private readonly uid: string,
  ) {
    this.index = client.index(uid);
  }

  async exists(): Promise<boolean> {
    try {
      await ask(() => this.index.getRawInfo());
      return true;
    } catch (error) {
      if (error instanceof MeiliError && error.code === 'missing') return false;
      throw error;
    }
  }

  /** Makes it where it is missing, and gives it the settings that it lacks. */
  async prepare(): Promise<void> {
    if (!(await this.exists())) {
      // another process may have been quicker
      await done(this.client, this.client.createIndex(this.uid, { primaryKey: 'key' })).catch(
        async (error: unknown) => {
          if (!(await this.exists())) throw error;
        },
      );
    }
    const change = settingsToChange(await ask(() => this.index.getSettings()));
    if (change) await done(this.client, this.index.updateSettings(change));
  }

  async filled(): Promise<boolean> {
    return (await this.fillings()) > 0;
  }

  /** Says that it was filled from the database; `fillings` grows with each index that takes another's place. */
  async markFilled(fillings: number): Promise<void> {
    await done(this.client, this.index.addDocuments([{ key: FILLED_KEY, state: 'marker', fillings }]));
  }

  /** The number of its filling; 0 when it was never filled. */
  async fillings(): Promise<number> {
    const filter = `key = ${FILLED_KEY}`;
    const { results } = await ask(() => this.index.getDocuments({ filter, fields: ['fillings'], limit: 1 }));
    return (results[0] as { fillings: number } | undefined)?.fillings ?? 0;
  }

  /** Applies what is not older than what it has. Of one resource the newest counts. */
  async apply(upserts: readonly SearchDocument[], removals: readonly Revision[]): Promise<void> {
    const present = await this.present([...upserts, ...removals].map(({ id }) => id));
    const documents = new Map<string, MeiliDocument>();
    const changes = new Map<string, MeiliChange>();
    const tombstones = new Map<string, MeiliTombstone>();
    for (const document of upserts) {
      const { id, rev } = document;
      const before = present.get(id);
      if (before && (before.state === 'live' ? rev < before.rev : rev <= before.rev)) continue;
      const change = toChange(document);
      // only rights or facets changed: the words stay where they are
      if (before?.state === 'live' && before.digest === change.digest && !documents.has(id))
        changes.set(id, change);
      else documents.set(id, toDocument(document));
      if (documents.has(id)) changes.delete(id);
      tombstones.delete(id);
      present.set(id, { id, rev, state: 'live', digest: change.digest });
    }
    for (const { id, rev } of removals) {
      const before = present.get(id);
      if (before && rev < before.rev) continue;
      documents.delete(id);
      changes.delete(id);
      tombstones.set(id, toTombstone(id, rev));
      present.set(id, { id, rev, state: 'gone' });
    }
    await this.write([...documents.values(), ...tombstones.values()]);
    for (const batch of batches([...changes.values()]))
      await done(this.client, this.index.updateDocuments(batch, { skipCreation: true }));
  }

  /** Replaces documents whatever it holds. */
  async write(documents: readonly Write[]): Promise<void> {
    for (const batch of batches(documents)) await done(this.client, this.send(batch));
  }

  /** Sends documents without waiting for them to be indexed. */
  send(documents: readonly Write[]): EnqueuedTaskPromise {
    return this.index.addDocuments(documents as never);
  }

  /** What it holds of these resources. */
  async present(ids: readonly string[]): Promise<Map<string, Present>> {
    const found = new Map<string, Present>();
    for (let from = 0; from < ids.length; from += BATCH) {
      const numbers = ids.slice(from, from + BATCH).map(idNumber);
      for (const each of await this.fetch(oneOf('n', numbers), 2 * BATCH)) found.set(each.id, each);
    }
    return found;
  }

  /** Everything it holds, page by page, tombstones too. */
  async *everything(): AsyncGenerator<Present[]> {
    for (let after = '', last = ''; ; after = last) {
      const page = await this.fetch(`state IN [live, gone] AND id > ${quoted(after)}`, PAGE);
      if (page.length === 0) return;
      yield page;
      last = page.at(-1)!.id;
    }
  }

  /** Whole documents as they stand, for another index. */
  async whole(ids: readonly string[]): Promise<Write[]> {
    const { results } = await ask(() =>
      this.index.getDocuments({ filter: oneOf('n', ids.map(idNumber)), limit: 2 * ids.length }),
    );
    const wanted = new Set(ids);
    return (results as Write[]).filter(({ id }) => wanted.has(id));
  }

  async count(): Promise<number> {
    const { total } = await ask(() =>
      this.index.getDocuments({ filter: 'state = live', fields: ['key'], limit: 1 }),
    );
    return total;
  }

  /** Removes the index with all that is in it; nothing happens where there is none. */
  async drop(): Promise<void> {
    if (await this.exists()) await done(this.client, this.client.deleteIndex(this.uid));
  }

  private async fetch(filter: string, limit: number): Promise<Present[]> {
    const fields = ['id', 'rev', 'state', 'digest'];
    const { results } = await ask(() => this.index.getDocuments({ filter, sort: ['id:asc'], fields, limit }));
    return results as Present[];
  }
}

/** In parts that are neither too many documents nor too much text for one request. */
export function* batches<T extends object>(documents: readonly T[]): Generator<T[]> {
  let batch: T[] = [];
  let size = 0;
  for (const document of documents) {
    const own = Object.values(document).reduce<number>(
      (sum, value) => sum + (typeof value === 'string' ? value.length : 20),
      0,
    );
    if (batch.length === BATCH || (batch.length > 0 && size + own > BATCH_CHARACTERS)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(document);
    size += own;
  }
  if (batch.length > 0) yield batch;
}
