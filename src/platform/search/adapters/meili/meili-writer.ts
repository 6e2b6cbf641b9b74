import type { Meilisearch } from 'meilisearch';
import type { SearchDocument } from '../../search.port.js';
import { IndexBuild } from './index-build.js';
import { indexNames, isOlder, type IndexNames } from './index-names.js';
import { ask, connect, type MeiliPlace } from './meili-client.js';
import { MeiliIndex } from './meili-index.js';
import type { Revision, WriterCalls } from './protocol.js';

/** Requests of the writer may carry megabytes; nobody waits for them. */
const TIMEOUT_MS = 60_000;

/**
 * The only one in this process that writes. Several processes may write to the same index: the queue runs one job of a
 * resource at a time, so between reading a document's revision and writing it nobody else writes that document.
 */
export class MeiliWriter implements WriterCalls {
  private readonly client: Meilisearch;
  private readonly index: string;
  private readonly names: IndexNames;
  private building: IndexBuild | null = null;

  constructor(place: MeiliPlace) {
    this.client = connect(place, TIMEOUT_MS);
    this.index = place.index;
    this.names = indexNames(place.index);
  }

  async prepare(): Promise<{ filled: boolean }> {
    const index = this.inUse();
    await index.prepare();
    await this.tryRights(index);
    const filled = await index.filled();
    if (filled) await this.dropOlder();
    return { filled };
  }

  /**
   * Writes to the index in use and, while some process fills another, to that one first: should the two change places
   * between the two writes, both have reached the one that stays.
   */
  async apply(upserts: SearchDocument[], removals: Revision[]): Promise<void> {
    const next = new MeiliIndex(this.client, this.names.next);
    if (await next.exists()) await next.apply(upserts, removals).catch(unlessGone);
    const index = this.inUse();
    // written to before it is there, it would be made silently, without our settings
    if (!(await index.exists())) await index.prepare();
    await index.apply(upserts, removals);
  }

  async rebuildStart(): Promise<void> {
    await this.rebuildAbort();
    await this.inUse().prepare();
    this.building = await IndexBuild.start(this.client, this.names);
  }

  rebuildAdd(documents: SearchDocument[]): Promise<void> {
    return this.inConstruction().add(documents);
  }

  async rebuildFinish(): Promise<{ documents: number }> {
    const documents = await this.inConstruction().finish();
    this.building = null;
    return { documents };
  }

  async rebuildAbort(): Promise<void> {
    const { building } = this;
    this.building = null;
    await building?.abandon();
  }

  close(): void {
    // nothing is kept open
  }

  /** Asks for what needs each right, with nothing to do in it: better refused at start than at the first change. */
  private async tryRights(index: MeiliIndex): Promise<void> {
    await ask(() => index.send([]));
    await ask(() => this.client.swapIndexes([]));
    await ask(() =>
      this.client.multiSearch({ queries: [{ indexUid: this.names.inUse, q: '', hitsPerPage: 0 }] }),
    );
  }

  /** Indexes of an older program are of no use any more when ours was filled. */
  private async dropOlder(): Promise<void> {
    const { results } = await ask(() => this.client.getRawIndexes({ limit: 1_000 }));
    for (const { uid } of results)
      if (isOlder(this.index, uid)) await new MeiliIndex(this.client, uid).drop();
  }

  private inUse(): MeiliIndex {
    return new MeiliIndex(this.client, this.names.inUse);
  }

  private inConstruction(): IndexBuild {
    if (!this.building) throw new Error('no rebuild is under way');
    return this.building;
  }
}

/** The index being filled was given up or has taken its place meanwhile: what follows reaches the one in use. */
function unlessGone(error: unknown): void {
  if ((error as { code?: string }).code !== 'missing') throw error;
}
