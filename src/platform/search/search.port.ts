import type { Reach } from '../../kernel/reach.js';

/** A principal as the engines know it: `u:<id>`, `d:<id>`, `s:<id>`, `g:<id>`, `m:<schoolId>` (managers of a school's catalogue). */
export type PrincipalKey = string;

/** Who may find a document, and when. Times in ms since the epoch; null = open. */
export interface SearchAudience {
  /** those who may see it within the window */
  audience: PrincipalKey[];
  visibleFrom: number | null;
  visibleUntil: number | null;
  /** those who may see it at any time: author, managers */
  always: PrincipalKey[];
}

/** `mark`: the highest quality mark that it bears, which lifts it a little where order is by relevance (text/scoring.ts). */
export const FACETS = ['stage', 'subject', 'grade', 'type', 'school', 'mark'] as const;
export type Facet = (typeof FACETS)[number];

/** What the engine keeps of one resource. Text fields are as people wrote them; cutting into words is the adapter's affair. */
export interface SearchDocument extends SearchAudience {
  id: string;
  /** grows with every change of the resource; an older one never replaces a newer one */
  rev: number;
  title: string;
  description: string;
  tags: string[];
  /** names of chapter, knowledge points, author and school: found, not shown as a snippet */
  context: string;
  /** text inside the files, capped by the caller at 200,000 characters */
  body: string;
  facets: Record<Facet, string | null>;
  /** nodes of the taxonomy that it stands under (book id, chapter id and its ancestors) */
  nodes: string[];
  authorId: string;
  publishedAt: number;
}

export interface SearchQuery {
  /** as typed; empty = everything */
  text: string;
  /** true while typing: the last word matches as a prefix */
  prefix: boolean;
  principals: PrincipalKey[];
  now: number;
  filters: Partial<Record<Facet, string[]>> & { node?: string };
  sort: 'relevance' | 'newest';
  /** resources whose rights changed and which the index may not know yet: never in hits, counts or suggestions */
  excludeIds: string[];
  /** from the page before; opaque */
  cursor: string | null;
  limit: number;
}

/** A run of text; `hit` marks the words that matched. Never HTML. */
export interface Fragment {
  text: string;
  hit: boolean;
}

export interface SearchHit {
  id: string;
  rev: number;
  title: Fragment[];
  /** the best passage of description or body, ≤ 160 characters; empty when only other fields matched */
  snippet: Fragment[];
}

export interface SearchPage {
  hits: SearchHit[];
  /** exact number of documents that the asker may see and that match */
  total: number;
  /** counts per facet value; for each facet computed without that facet's own filter, as shops do */
  facets: Record<Facet, Record<string, number>>;
  next: string | null;
  /** true when the engine was away and the database answered */
  limited: boolean;
  /** true when a question or sentence was answered by documents that hold only part of its words, too */
  partial?: boolean;
}

/**
 * The engine cannot answer: it is not there, too slow, or its index is damaged. Nothing is wrong with what was asked;
 * whoever asked does without, and says so.
 */
export class SearchAwayError extends Error {
  override readonly name = 'SearchAwayError';
}

/**
 * The index of what can be found. It can be thrown away and rebuilt at any time; nothing is true because it says so:
 * callers check the ids again. Promises (test/contract/search): permission is part of the query, so no page is short
 * and no count, facet, suggestion or highlight betrays what the asker may not see; Chinese is cut into words, English
 * is folded and stemmed; several words are all required; operators of the engine's own language are plain text.
 */
export abstract class SearchEngine {
  abstract readonly reach: Reach;
  /** So many `excludeIds` it takes; with more, somebody else has to answer. */
  abstract readonly maxExcluded: number;
  /** True while the index began empty (missing, damaged, of an older form) and no rebuild has filled it since. */
  abstract get needsRebuild(): boolean;
  /** Applies documents and removals; resolves once they can be found. An older `rev` is ignored. */
  abstract apply(upserts: SearchDocument[], removals: { id: string; rev: number }[]): Promise<void>;
  abstract search(query: SearchQuery): Promise<SearchPage>;
  /** Up to `limit` completions of what is being typed, from titles and tags the asker may see. */
  abstract suggest(
    text: string,
    query: Pick<SearchQuery, 'principals' | 'now' | 'excludeIds'>,
    limit: number,
  ): Promise<string[]>;
  /** Fills a fresh index beside the one in use from `documents`, then swaps; the old one answers meanwhile. `apply` during a rebuild is not lost. */
  abstract rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<{ documents: number }>;
  /** id → rev of up to `limit` indexed documents after `afterId`, in id order: for comparing with the database. */
  abstract inventory(afterId: string | null, limit: number): Promise<{ id: string; rev: number }[]>;
  abstract count(): Promise<number>;
  abstract close(): Promise<void>;
}
