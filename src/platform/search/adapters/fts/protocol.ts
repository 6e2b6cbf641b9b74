import type { SearchDocument, SearchPage, SearchQuery } from '../../search.port.js';
import type { IndexChange, Removal } from './index-store.js';

export type SightQuery = Pick<SearchQuery, 'principals' | 'now' | 'excludeIds'>;

/** What the writing thread is asked, one after the other. */
export interface WriterCalls {
  /**
   * opens the newest index of the directory, or a new empty one where there is none or it is damaged
   * @param damaged a file that a reader could not use
   */
  open(damaged: string | null): { path: string; needsRebuild: boolean };
  apply(upserts: SearchDocument[], removals: Removal[]): IndexChange;
  /** moves what the journal holds into the file, as far as readers allow */
  checkpoint(): void;
  rebuildStart(): void;
  rebuildAdd(documents: SearchDocument[]): void;
  /** finishes the new file and makes it the one in use */
  rebuildFinish(): { path: string; documents: number };
  rebuildAbort(): void;
  /** removes files no longer of use, once the readers have left them */
  sweep(): void;
  close(): void;
}

/** What a reading thread is asked. */
export interface ReaderCalls {
  /** @throws when the file is not a whole index of ours */
  open(path: string): { complete: boolean };
  change(change: IndexChange): void;
  search(query: SearchQuery): SearchPage;
  suggest(text: string, sight: SightQuery, limit: number): string[];
  inventory(afterId: string | null, limit: number): { id: string; rev: number }[];
  count(): number;
  close(): void;
}

export interface WorkerStart {
  role: 'writer' | 'reader';
  directory: string;
}
