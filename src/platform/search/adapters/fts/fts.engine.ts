import type { SearchDocument, SearchPage, SearchQuery } from '../../search.port.js';
import { SearchAwayError, SearchEngine } from '../../search.port.js';
import { readCursor } from './hit-order.js';
import { newestIndex } from './index-names.js';
import type { Removal } from './index-store.js';
import type { ReaderCalls, SightQuery, WorkerStart, WriterCalls } from './protocol.js';
import { SearchThreadError, threadEntry, WorkerLink } from '../../threads/worker-link.js';

export interface FtsOptions {
  /** where the index files lie; made when missing. One process at a time. */
  directory: string;
  /** threads that answer queries; each holds a dictionary (37 MB) and 68 bytes a document */
  readers?: number;
  /** the writing thread ends when there was nothing to write for so long */
  writerRestMs?: number;
}

const ENTRY = threadEntry('./fts.worker.js', import.meta.url);
/** after so many commits the journal is folded into the file */
const CHECKPOINT_EVERY = 50;

/**
 * The embedded search engine: SQLite FTS5 in a file of its own. One thread writes, others read, so that nothing heavy
 * runs on the event loop. See README.md in this folder for how the parts fit.
 */
export class FtsSearchEngine extends SearchEngine {
  readonly reach = 'process';
  readonly maxExcluded = Infinity;
  private rebuildWanted = false;
  private isRebuilding = false;
  private path = '';
  private damaged: string | null = null;
  private commits = 0;
  /** writing calls, one after the other: a commit is known to every reader before the next begins */
  private writing: Promise<unknown> = Promise.resolve();
  private rebuilding: Promise<unknown> = Promise.resolve();
  private turn = 0;
  private readonly writer: WorkerLink<WriterCalls>;
  private readonly readers: WorkerLink<ReaderCalls>[];

  private constructor({ directory, readers = 1, writerRestMs = 10_000 }: FtsOptions) {
    super();
    this.writer = new WorkerLink<WriterCalls>(
      { entry: ENTRY, data: { role: 'writer', directory } satisfies WorkerStart },
      (link) => this.prepareWriter(link),
      // its dictionary is half of what the engine holds in memory, and schools write in the afternoon
      { afterMs: writerRestMs, unless: () => this.isRebuilding },
    );
    this.readers = Array.from(
      { length: Math.max(1, readers) },
      () =>
        new WorkerLink<ReaderCalls>(
          { entry: ENTRY, data: { role: 'reader', directory } satisfies WorkerStart },
          async (link) => {
            await link.send('open', this.path);
          },
        ),
    );
  }

  /** Opens the index of a directory; a missing or damaged one is replaced by an empty one that {@link needsRebuild}. */
  static async open(options: FtsOptions): Promise<FtsSearchEngine> {
    const engine = new FtsSearchEngine(options);
    try {
      if (!(await engine.openForReading(options.directory))) await engine.writer.ready();
      await Promise.all(engine.readers.map((reader) => reader.ready()));
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  /** True until a rebuild has filled an index that was missing, damaged or of an older schema. */
  get needsRebuild(): boolean {
    return this.rebuildWanted;
  }

  async apply(upserts: SearchDocument[], removals: Removal[]): Promise<void> {
    if (upserts.length === 0 && removals.length === 0) return;
    await this.write(async () => {
      const change = await this.writer.call('apply', upserts, removals);
      await this.tellReaders((reader) => reader.call('change', change));
      this.commits += 1;
      if (this.commits % CHECKPOINT_EVERY !== 0) return;
      await this.writer.call('checkpoint');
      // readers move off the journal, so that the next commit can start it anew
      await this.tellReaders((reader) => reader.call('change', { blocks: [], interned: [] }));
    });
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    readCursor(query.cursor, query.text.trim() === '' ? 'newest' : query.sort);
    return this.ask((reader) => reader.call('search', query));
  }

  async suggest(text: string, query: SightQuery, limit: number): Promise<string[]> {
    const { principals, now, excludeIds } = query;
    return this.ask((reader) => reader.call('suggest', text, { principals, now, excludeIds }, limit));
  }

  rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<{ documents: number }> {
    const result = this.rebuilding.then(() => this.fillAndSwap(documents));
    this.rebuilding = result.catch(() => undefined);
    return result;
  }

  inventory(afterId: string | null, limit: number): Promise<Removal[]> {
    return this.ask((reader) => reader.call('inventory', afterId, limit));
  }

  count(): Promise<number> {
    return this.ask((reader) => reader.call('count'));
  }

  async close(): Promise<void> {
    await this.writing.catch(() => undefined);
    await Promise.all(this.readers.map((reader) => reader.close()));
    await this.writer.close();
  }

  /** The usual start: the newest index is whole, and the writing thread is not needed before something changes. */
  private async openForReading(directory: string): Promise<boolean> {
    const path = newestIndex(directory);
    if (path === null) return false;
    const first = this.readers[0]!;
    first.spawn();
    try {
      this.rebuildWanted = !(await first.send('open', path)).complete;
      this.path = path;
      return true;
    } catch {
      // the writing thread puts another in its place
      this.damaged = path;
      return false;
    }
  }

  private async prepareWriter(link: WorkerLink<WriterCalls>): Promise<void> {
    const { path, needsRebuild } = await link.send('open', this.damaged);
    const readersAreRight = path === this.path && !link.hasDied;
    this.damaged = null;
    this.path = path;
    this.rebuildWanted = needsRebuild;
    if (readersAreRight) return;
    // it found another file than they read, or has died between a commit and telling of it
    await this.tellReaders(async (reader) => {
      if (reader.isRunning) await reader.call('open', path);
    });
  }

  private async fillAndSwap(documents: AsyncIterable<SearchDocument[]>): Promise<{ documents: number }> {
    this.isRebuilding = true;
    try {
      await this.write(() => this.writer.call('rebuildStart'));
      // while one batch is written, the next is gathered
      let adding: Promise<unknown> = Promise.resolve();
      for await (const batch of documents) {
        await adding;
        adding = this.write(() => this.writer.call('rebuildAdd', batch));
        // seen at the next await; gathering may take longer than it takes to fail
        adding.catch(() => undefined);
      }
      await adding;
      return await this.write(() => this.swap());
    } catch (error) {
      await this.write(() => this.writer.call('rebuildAbort')).catch(() => undefined);
      throw error;
    } finally {
      this.isRebuilding = false;
    }
  }

  private async swap(): Promise<{ documents: number }> {
    const { path, documents } = await this.writer.call('rebuildFinish');
    this.path = path;
    await this.tellReaders(async (reader) => {
      await reader.call('open', path);
    });
    await this.writer.call('sweep');
    this.rebuildWanted = false;
    return { documents };
  }

  private write<T>(act: () => Promise<T>): Promise<T> {
    const result = this.writing.then(act).catch((error: unknown) => {
      throw this.told(error);
    });
    this.writing = result.catch(() => undefined);
    return result;
  }

  private async tellReaders(tell: (reader: WorkerLink<ReaderCalls>) => Promise<void>): Promise<void> {
    await Promise.all(this.readers.map(tell));
  }

  private async ask<T>(act: (reader: WorkerLink<ReaderCalls>) => Promise<T>): Promise<T> {
    this.turn = (this.turn + 1) % this.readers.length;
    try {
      return await act(this.readers[this.turn]!);
    } catch (error) {
      throw this.told(error);
    }
  }

  /** A damaged index cannot answer or take changes any more; a rebuild puts another in its place. */
  private told(error: unknown): unknown {
    if (!(error instanceof SearchThreadError) || !/CORRUPT|NOTADB/.test(error.code ?? '')) return error;
    this.rebuildWanted = true;
    return new SearchAwayError(`the search index is damaged: ${error.message}`, { cause: error });
  }
}
