import type { SearchDocument, SearchPage, SearchQuery } from '../../src/platform/search/search.port.js';
import { SearchEngine } from '../../src/platform/search/search.port.js';

/** More revisions than one test uses. */
const STEP = 1_000;

/**
 * One engine for many tests: {@link reset} removes what is in it and lets all revisions that follow begin above those
 * used before, so that each test finds an index that never heard of its documents. Opening an engine for each test
 * would take longer than the tests.
 */
export class FreshEngine extends SearchEngine {
  readonly reach;
  readonly maxExcluded: number;
  private base = 0;

  constructor(private readonly engine: SearchEngine) {
    super();
    this.reach = engine.reach;
    this.maxExcluded = engine.maxExcluded;
  }

  async reset(): Promise<void> {
    this.base += STEP;
    const left = await this.engine.inventory(null, 10_000);
    await this.engine.apply(
      [],
      left.map(({ id }) => ({ id, rev: this.base - 1 })),
    );
  }

  get needsRebuild(): boolean {
    return this.engine.needsRebuild;
  }

  apply(upserts: SearchDocument[], removals: { id: string; rev: number }[]): Promise<void> {
    const moved = removals.map(({ id, rev }) => ({ id, rev: rev + this.base }));
    return this.engine.apply(this.moved(upserts), moved);
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    const page = await this.engine.search(query);
    return { ...page, hits: page.hits.map((hit) => ({ ...hit, rev: hit.rev - this.base })) };
  }

  suggest(...args: Parameters<SearchEngine['suggest']>): Promise<string[]> {
    return this.engine.suggest(...args);
  }

  rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<{ documents: number }> {
    const moved = (batch: SearchDocument[]): SearchDocument[] => this.moved(batch);
    return this.engine.rebuild(
      (async function* () {
        for await (const batch of documents) yield moved(batch);
      })(),
    );
  }

  async inventory(afterId: string | null, limit: number): Promise<{ id: string; rev: number }[]> {
    const rows = await this.engine.inventory(afterId, limit);
    return rows.map(({ id, rev }) => ({ id, rev: rev - this.base }));
  }

  count(): Promise<number> {
    return this.engine.count();
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  private moved(documents: SearchDocument[]): SearchDocument[] {
    return documents.map((document) => ({ ...document, rev: document.rev + this.base }));
  }
}
