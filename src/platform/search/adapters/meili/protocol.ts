import type { SearchDocument, SearchPage, SearchQuery } from '../../search.port.js';
import type { MeiliPlace } from './meili-client.js';

export type SightQuery = Pick<SearchQuery, 'principals' | 'now' | 'excludeIds'>;
export interface Revision {
  id: string;
  rev: number;
}

/** What the reading thread is asked; calls overlap. */
export interface ReaderCalls {
  search(query: SearchQuery): Promise<SearchPage>;
  suggest(text: string, sight: SightQuery, limit: number): Promise<string[]>;
  inventory(afterId: string | null, limit: number): Promise<Revision[]>;
  count(): Promise<number>;
  /** whether the index is there and was filled once */
  filled(): Promise<boolean>;
  close(): void;
}

/** What the writing thread is asked, one after the other. */
export interface WriterCalls {
  /** makes the index where it is missing and gives it its settings; whether it was filled once */
  prepare(): Promise<{ filled: boolean }>;
  apply(upserts: SearchDocument[], removals: Revision[]): Promise<void>;
  rebuildStart(): Promise<void>;
  rebuildAdd(documents: SearchDocument[]): Promise<void>;
  rebuildFinish(): Promise<{ documents: number }>;
  rebuildAbort(): Promise<void>;
  close(): void;
}

export interface WorkerStart {
  role: 'reader' | 'writer';
  place: MeiliPlace;
  /** the longest that one request of a search may take */
  patienceMs: number;
}
