import { AppError } from '../../kernel/errors.js';
import {
  SearchAwayError,
  SearchEngine,
  type SearchDocument,
  type SearchPage,
  type SearchQuery,
} from './search.port.js';

export interface GuardOptions {
  /** the longest that a request waits for an answer */
  patienceMs?: number;
  /** after an engine was away, for so long nobody waits for it at all */
  restMs?: number;
}

/** One slow search is bad luck; so many one after the other are an engine that hangs. */
const LATE_IN_A_ROW = 3;

/**
 * Any engine, made safe for requests: what it cannot answer in time, or at all, is a {@link SearchAwayError}; after
 * one, further requests are told so at once for a moment. Writing is passed on as it is.
 */
export class GuardedSearchEngine extends SearchEngine {
  readonly reach;
  readonly maxExcluded: number;
  private awayUntil = 0;
  private lateInARow = 0;
  private readonly patienceMs: number;
  private readonly restMs: number;

  constructor(
    private readonly engine: SearchEngine,
    { patienceMs = 800, restMs = 2_000 }: GuardOptions = {},
  ) {
    super();
    this.reach = engine.reach;
    this.maxExcluded = engine.maxExcluded;
    this.patienceMs = patienceMs;
    this.restMs = restMs;
  }

  get needsRebuild(): boolean {
    return this.engine.needsRebuild;
  }

  apply(upserts: SearchDocument[], removals: { id: string; rev: number }[]): Promise<void> {
    return this.engine.apply(upserts, removals);
  }

  search(query: SearchQuery): Promise<SearchPage> {
    return this.guard(() => this.engine.search(query));
  }

  suggest(...args: Parameters<SearchEngine['suggest']>): Promise<string[]> {
    return this.guard(() => this.engine.suggest(...args));
  }

  rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<{ documents: number }> {
    return this.engine.rebuild(documents);
  }

  inventory(afterId: string | null, limit: number): Promise<{ id: string; rev: number }[]> {
    return this.engine.inventory(afterId, limit);
  }

  count(): Promise<number> {
    return this.engine.count();
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  private async guard<T>(act: () => Promise<T>): Promise<T> {
    if (performance.now() < this.awayUntil)
      throw new SearchAwayError('the search engine was away a moment ago');
    let timer: NodeJS.Timeout | undefined;
    let isLate = false;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        isLate = true;
        reject(new SearchAwayError(`the search engine did not answer within ${this.patienceMs} ms`));
      }, this.patienceMs);
    });
    try {
      const answer = await Promise.race([act(), late]);
      this.lateInARow = 0;
      return answer;
    } catch (error) {
      if (error instanceof AppError) throw error;
      this.lateInARow = isLate ? this.lateInARow + 1 : 0;
      if (!isLate || this.lateInARow >= LATE_IN_A_ROW) this.awayUntil = performance.now() + this.restMs;
      if (error instanceof SearchAwayError) throw error;
      throw new SearchAwayError(error instanceof Error ? error.message : String(error), { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}
