import type { Index } from 'meilisearch';
import type { SearchPage, SearchQuery } from '../../search.port.js';
import { FACETS } from '../../search.port.js';
import { queryTerms, type Atom, type QueryTerms } from '../../text/query-terms.js';
import { ranked, RANKED, type Candidate } from './candidates.js';
import { facetFilter, filteredFacets, quoted, sightFilter } from './filter.js';
import { countWords, matchOf, wholeMatch, type Counts, type Matching } from './matching.js';
import type { MeiliAsker, Question, QuestionAnswer } from './meili-asker.js';
import { readCursor, writeCursor } from './meili-cursor.js';
import type { MeiliDocument } from './meili-document.js';
import { presentHits, SHOWN } from './present-hits.js';

const LARGEST_PAGE = 1_000;
/** So many of the first that Meilisearch gives are put in order by us; behind them its own order goes on. */
const CANDIDATES = 100;
export const NEWEST = ['publishedAt:desc', 'id:desc'];

type Found = Pick<SearchPage, 'hits' | 'next' | 'total' | 'facets'>;
interface Counted extends Pick<SearchPage, 'total' | 'facets'> {
  rows: QuestionAnswer['hits'];
}

/** One search: what matches, in which order, what is shown of it, and how much there is of what. */
export class SearchRun {
  private readonly sight: string[];
  private readonly filter: string[];
  private readonly limit: number;

  constructor(
    private readonly asker: MeiliAsker,
    private readonly index: Index,
    private readonly query: SearchQuery,
  ) {
    this.sight = sightFilter(query);
    this.filter = [...this.sight, ...facetFilter(query.filters)];
    this.limit = Math.min(Math.max(0, query.limit), LARGEST_PAGE);
  }

  async page(): Promise<SearchPage> {
    const { text, prefix, sort } = this.query;
    const asked = text.trim() === '' ? null : queryTerms(text, prefix);
    // what holds no word at all is decided here: Meilisearch would take it for an empty query
    if (asked?.atoms.length === 0)
      return { hits: [], total: 0, facets: emptyFacets(), next: null, limited: false, partial: false };
    const byRelevance = asked !== null && sort === 'relevance';
    const counting =
      asked && needsCounts(asked, byRelevance) ? countWords(this.asker, asked, this.sight) : null;
    const matching =
      asked && asked.style !== 'words' && counting
        ? matchOf(asked, await counting)
        : asked && wholeMatch(asked);
    const { hits, next, total, facets } =
      byRelevance && matching
        ? await this.byRelevance(asked, matching, counting)
        : await this.newest(asked, matching);
    return { hits, total, facets, next, limited: false, partial: matching?.partial ?? false };
  }

  /**
   * Puts the question whose total and facets are those of the page, and one more where its rows are others; each facet
   * that is filtered by is counted without its own filter.
   */
  private async counted(main: Question, more: Question | null): Promise<Counted> {
    const { filters } = this.query;
    const active = filteredFacets(filters);
    const apart = active.map((facet): Question => ({
      sets: main.sets,
      filter: [...this.sight, ...facetFilter(filters, facet)],
      facets: [facet],
      limit: 0,
    }));
    const [all, ...others] = await this.asker.ask([
      { ...main, facets: FACETS },
      ...apart,
      ...(more ? [more] : []),
    ]);
    const facets = { ...emptyFacets(), ...all!.facets };
    active.forEach((facet, i) => (facets[facet] = others[i]?.facets[facet] ?? {}));
    return { total: all!.total, facets, rows: (more ? others.at(-1)! : all!).hits };
  }

  private async newest(asked: QueryTerms | null, matching: Matching | null): Promise<Found> {
    const cursor = readCursor(this.query.cursor, 'newest');
    const base = { sets: matching?.sets ?? null, filter: this.filter };
    const page = { ...base, sort: NEWEST, limit: this.limit + 1, retrieve: SHOWN };
    const { total, facets, rows } =
      cursor?.sort === 'newest'
        ? await this.counted({ ...base, limit: 0 }, { ...page, filter: [...this.filter, behind(cursor)] })
        : await this.counted(page, null);
    const hits = (rows as Pick<MeiliDocument, (typeof SHOWN)[number]>[]).slice(0, this.limit);
    const last = rows.length > this.limit ? hits.at(-1) : undefined;
    return {
      total,
      facets,
      hits: await presentHits(this.index, hits, asked?.atoms ?? []),
      next: last ? writeCursor({ sort: 'newest', at: last.publishedAt, id: last.id }) : null,
    };
  }

  /** The first candidates in our order, behind them the rest in Meilisearch's. */
  private async byRelevance(
    asked: QueryTerms,
    matching: Matching,
    counting: Promise<Counts> | null,
  ): Promise<Found> {
    const cursor = readCursor(this.query.cursor, 'relevance');
    const from = cursor?.sort === 'relevance' ? cursor.offset : 0;
    const to = from + this.limit;
    const base = { sets: matching.sets, filter: this.filter };
    const question = { ...base, order: matching.order, retrieve: RANKED };
    const behindOf = (offset: number): Question => ({ ...question, offset, limit: to - offset });
    const isBehind = from >= CANDIDATES;
    const { total, facets, rows } = isBehind
      ? await this.counted({ ...base, limit: 0 }, behindOf(from))
      : await this.counted({ ...question, limit: CANDIDATES }, null);
    const shown = isBehind
      ? (rows as Candidate[])
      : this.inOrder(rows as Candidate[], asked, matching, await counting).slice(from, to);
    if (!isBehind && to > CANDIDATES && total > CANDIDATES)
      shown.push(...((await this.ask(behindOf(CANDIDATES))).hits as Candidate[]));
    return {
      total,
      facets,
      hits: await presentHits(this.index, shown, asked.atoms),
      next: total > to && shown.length > 0 ? writeCursor({ sort: 'relevance', offset: to }) : null,
    };
  }

  private inOrder(
    candidates: Candidate[],
    asked: QueryTerms,
    { partial }: Matching,
    counts: Counts | null,
  ): Candidate[] {
    const uncounted = { total: 1, atoms: asked.atoms.map((atom) => ({ atom, seen: 0 })), links: [] };
    const hints = partial ? asked.hints.map((term): Atom => ({ kind: 'part', term, prefix: null })) : [];
    return ranked(candidates, { ...(counts ?? uncounted), hints, complete: !partial });
  }

  private async ask(question: Question): Promise<QuestionAnswer> {
    return (await this.asker.ask([question]))[0]!;
  }
}

/** One required word gains every document the same; more of them are weighed against each other. */
function needsCounts(asked: QueryTerms, byRelevance: boolean): boolean {
  return asked.style !== 'words' || (byRelevance && asked.atoms.length + asked.links.length > 1);
}

/** What comes after a place in the order of newest. */
function behind({ at, id }: { at: number; id: string }): string {
  return `publishedAt < ${at} OR (publishedAt = ${at} AND id < ${quoted(id)})`;
}

function emptyFacets(): SearchPage['facets'] {
  return { stage: {}, subject: {}, grade: {}, type: {}, school: {}, mark: {} };
}
