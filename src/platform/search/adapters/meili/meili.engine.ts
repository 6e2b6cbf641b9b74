import { SettingsError } from '../../../../config/settings.js';
import type { SearchDocument, SearchPage, SearchQuery } from '../../search.port.js';
import { SearchAwayError, SearchEngine } from '../../search.port.js';
import { SearchThreadError, threadEntry, WorkerLink } from '../../threads/worker-link.js';
import type { MeiliPlace } from './meili-client.js';
import { readCursor } from './meili-cursor.js';
import type { ReaderCalls, Revision, SightQuery, WorkerStart, WriterCalls } from './protocol.js';

const ENTRY = threadEntry('./meili.worker.js', import.meta.url);
/** an index that was found missing or unfilled is looked at again so often */
const LOOK_AGAIN_MS = 2_000;

export interface MeiliOptions {
  /** the longest that one request of a search may take: inside a page nobody waits longer */
  patienceMs?: number;
  /** the writing thread ends when there was nothing to write for so long */
  writerRestMs?: number;
}

/**
 * Meilisearch as search engine. One thread writes, one reads; see README.md in this folder for what the server does and
 * what is done here.
 */
export class MeiliSearchEngine extends SearchEngine {
  readonly reach = 'cluster';
  /** Above a thousand numbers, excluding costs more than the rest of a search. */
  readonly maxExcluded = 1_000;
  private rebuildWanted = false;
  private isRebuilding = false;
  private lookedAt = 0;
  private readonly reader: WorkerLink<ReaderCalls>;
  private readonly writer: WorkerLink<WriterCalls>;
  private writing: Promise<unknown> = Promise.resolve();
  private rebuilding: Promise<unknown> = Promise.resolve();

  private constructor(place: MeiliPlace, { patienceMs = 800, writerRestMs = 10_000 }: MeiliOptions) {
    super();
    const start = (role: WorkerStart['role']) => ({
      entry: ENTRY,
      data: { role, place, patienceMs } satisfies WorkerStart,
    });
    const nothingToPrepare = (): Promise<void> => Promise.resolve();
    this.reader = new WorkerLink<ReaderCalls>(start('reader'), nothingToPrepare);
    this.writer = new WorkerLink<WriterCalls>(start('writer'), nothingToPrepare, {
      afterMs: writerRestMs,
      unless: () => this.isRebuilding,
    });
  }

  /**
   * Opens the index of an installation; one that is missing is made, and {@link needsRebuild}.
   * @throws Error of one sentence when the server is not there, or the key lacks a right
   */
  static async open(place: MeiliPlace, options: MeiliOptions = {}): Promise<MeiliSearchEngine> {
    const engine = new MeiliSearchEngine(place, options);
    try {
      const { filled } = await engine.writer.call('prepare');
      engine.rebuildWanted = !filled;
      return engine;
    } catch (error) {
      await engine.close();
      throw atStart(error, place);
    }
  }

  get needsRebuild(): boolean {
    return this.rebuildWanted;
  }

  apply(upserts: SearchDocument[], removals: Revision[]): Promise<void> {
    if (upserts.length === 0 && removals.length === 0) return Promise.resolve();
    return this.write(() => this.writer.call('apply', upserts, removals));
  }

  search(query: SearchQuery): Promise<SearchPage> {
    readCursor(query.cursor, query.text.trim() === '' ? 'newest' : query.sort);
    return this.ask((reader) => reader.call('search', query));
  }

  suggest(text: string, query: SightQuery, limit: number): Promise<string[]> {
    const { principals, now, excludeIds } = query;
    return this.ask((reader) => reader.call('suggest', text, { principals, now, excludeIds }, limit));
  }

  rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<{ documents: number }> {
    const result = this.rebuilding.then(() => this.fillAndSwap(documents));
    this.rebuilding = result.catch(() => undefined);
    return result;
  }

  inventory(afterId: string | null, limit: number): Promise<Revision[]> {
    return this.ask((reader) => reader.call('inventory', afterId, limit));
  }

  count(): Promise<number> {
    return this.ask((reader) => reader.call('count'));
  }

  async close(): Promise<void> {
    await this.writing.catch(() => undefined);
    await Promise.all([this.reader.close(), this.writer.close()]);
  }

  private async fillAndSwap(documents: AsyncIterable<SearchDocument[]>): Promise<{ documents: number }> {
    this.isRebuilding = true;
    try {
      await this.write(() => this.writer.call('rebuildStart'));
      for await (const batch of documents) await this.write(() => this.writer.call('rebuildAdd', batch));
      const result = await this.write(() => this.writer.call('rebuildFinish'));
      this.rebuildWanted = false;
      return result;
    } catch (error) {
      await this.write(() => this.writer.call('rebuildAbort')).catch(() => undefined);
      throw error;
    } finally {
      this.isRebuilding = false;
    }
  }

  /** Writing calls, one after the other. */
  private write<T>(act: () => Promise<T>): Promise<T> {
    const result = this.writing.then(act).catch((error: unknown) => {
      throw this.told(error);
    });
    this.writing = result.catch(() => undefined);
    return result;
  }

  private async ask<T>(act: (reader: WorkerLink<ReaderCalls>) => Promise<T>): Promise<T> {
    if (this.rebuildWanted) this.lookAgain();
    try {
      return await act(this.reader);
    } catch (error) {
      throw this.told(error);
    }
  }

  /** Another process may have filled the index meanwhile; nobody waits for the answer. */
  private lookAgain(): void {
    const now = performance.now();
    if (now - this.lookedAt < LOOK_AGAIN_MS) return;
    this.lookedAt = now;
    this.reader.call('filled').then(
      (filled) => {
        if (filled) this.rebuildWanted = false;
      },
      () => undefined,
    );
  }

  private told(error: unknown): unknown {
    if (!(error instanceof SearchThreadError)) return error;
    if (error.code === 'missing') this.rebuildWanted = true;
    return ['away', 'missing', 'refused'].includes(error.code ?? '')
      ? new SearchAwayError(error.message, { cause: error })
      : error;
  }
}

function atStart(error: unknown, { url }: MeiliPlace): unknown {
  if (!(error instanceof SearchThreadError)) return error;
  switch (error.code) {
    case 'away':
      return new SettingsError(`${error.message} (MEILI_URL=${url}).`);
    case 'refused':
      return new SettingsError(
        `Meilisearch at ${url} refuses MEILI_KEY: ${error.message} It needs the actions search, documents.*, indexes.*, settings.* and tasks.get on the indexes that begin with MEILI_INDEX.`,
      );
    default:
      return error;
  }
}
