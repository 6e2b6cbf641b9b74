import type { Reach } from '../../kernel/reach.js';
import { SearchEngine, type SearchDocument, type SearchPage, type SearchQuery } from './search.port.js';

/**
 * An engine that is opened when it is first asked. For processes that rarely need the index (the command line): the
 * embedded one belongs to one process at a time, and merely opening it beside a running server would disturb it.
 */
export class LazySearchEngine extends SearchEngine {
  readonly maxExcluded = Infinity;
  private opened: Promise<SearchEngine> | null = null;

  constructor(
    private readonly open: () => Promise<SearchEngine>,
    /** that of the engine inside */
    readonly reach: Reach,
  ) {
    super();
  }

  /** What has not been opened asks for nothing. */
  get needsRebuild(): boolean {
    return false;
  }

  async apply(upserts: SearchDocument[], removals: { id: string; rev: number }[]): Promise<void> {
    return (await this.engine()).apply(upserts, removals);
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    return (await this.engine()).search(query);
  }

  async suggest(...args: Parameters<SearchEngine['suggest']>): Promise<string[]> {
    return (await this.engine()).suggest(...args);
  }

  async rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<{ documents: number }> {
    return (await this.engine()).rebuild(documents);
  }

  async inventory(afterId: string | null, limit: number): Promise<{ id: string; rev: number }[]> {
    return (await this.engine()).inventory(afterId, limit);
  }

  async count(): Promise<number> {
    return (await this.engine()).count();
  }

  async close(): Promise<void> {
    await (await this.opened)?.close();
  }

  private engine(): Promise<SearchEngine> {
    return (this.opened ??= this.open());
  }
}
