import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import type { Id } from '../../kernel/ids.js';
import { FACETS, type Facet, type SearchPage, type SearchQuery } from '../../platform/search/search.port.js';
import { completions } from '../../platform/search/text/completions.js';
import { highlight } from '../../platform/search/text/highlight.js';
import { plainAtoms } from '../../platform/search/text/plain-atoms.js';
import { highestMark, TitleSearch, type FoundTitle } from '../resources/index.js';
import { Taxonomy } from '../taxonomy/index.js';

/** So much time for looking through titles: with what the engine was waited for, a page takes about a second. */
const BUDGET_MS = 500;
const SUGGESTION_BUDGET_MS = 200;
const SUGGESTION_SOURCES = 200;
/** Counted so far; whoever has more hits than this must say more. */
const MAX_FOUND = 1_000;
const CURSOR = 'limited';

type Asked = Pick<SearchQuery, 'text' | 'filters' | 'cursor' | 'limit'>;

/**
 * Search without an engine, by title and tags from the database: newest first, at most a thousand, as far as the time
 * allows, and it says so (`limited`).
 */
@Injectable()
export class LimitedSearch {
  constructor(
    private readonly titles: TitleSearch,
    private readonly taxonomy: Taxonomy,
  ) {}

  /** Whether a cursor is one of these pages': what begins so goes on so. */
  isOwn(cursor: string | null): boolean {
    return position(cursor) !== null;
  }

  async search(actor: Actor, { text, filters, cursor, limit }: Asked): Promise<SearchPage> {
    const after = position(cursor);
    const atoms = plainAtoms(text);
    const isEmpty = atoms.length === 0 && text.trim() !== '';
    // a page of the engine's cannot be gone on with: it ends here, rather than showing again what was seen
    if (isEmpty || (cursor !== null && after === null)) return page([], emptyFacets(), null, 0, []);
    const active = FACETS.filter((facet) => (filters[facet]?.length ?? 0) > 0);
    /** the filters that it does not pass: with one of them, it still counts for that facet */
    const failing = (title: Valued): Facet[] =>
      active.filter((facet) => !filters[facet]!.includes(valueOf(title, facet) ?? ''));
    const near = await this.titles.find(
      actor,
      atoms,
      (title) =>
        (filters.node === undefined || this.taxonomy.nodes(title).includes(filters.node)) &&
        failing(title).length <= 1,
      MAX_FOUND,
      BUDGET_MS,
    );
    const found = near.filter((title) => failing(title).length === 0);
    const facets = emptyFacets();
    for (const title of near) {
      const [failed] = failing(title);
      for (const facet of failed ? [failed] : FACETS) {
        const value = valueOf(title, facet);
        if (value !== null) facets[facet][value] = (facets[facet][value] ?? 0) + 1;
      }
    }
    const rest = after === null ? found : found.filter((title) => isBehind(title, after));
    const shown = rest.slice(0, limit);
    const last = rest.length > limit ? shown.at(-1) : undefined;
    return page(shown, facets, last ?? null, found.length, atoms);
  }

  async suggest(actor: Actor, text: string, limit: number): Promise<string[]> {
    const atoms = plainAtoms(text);
    if (atoms.length === 0) return [];
    const found = await this.titles.find(actor, atoms, () => true, SUGGESTION_SOURCES, SUGGESTION_BUDGET_MS);
    return completions(text, atoms, found, limit);
  }
}

type Valued = Pick<FoundTitle, 'stage' | 'subject' | 'grade' | 'type' | 'schoolId' | 'marks'>;

function valueOf(title: Valued, facet: Facet): string | null {
  switch (facet) {
    case 'school':
      return title.schoolId;
    case 'mark':
      return highestMark(title.marks ?? []);
    default:
      return title[facet];
  }
}

function page(
  shown: FoundTitle[],
  facets: SearchPage['facets'],
  last: FoundTitle | null,
  total: number,
  atoms: ReturnType<typeof plainAtoms>,
): SearchPage {
  return {
    hits: shown.map(({ id, title }) => ({ id, rev: 0, title: highlight(title, atoms), snippet: [] })),
    total,
    facets,
    next: last ? encodeCursor([CURSOR, last.sortTime, last.id]) : null,
    limited: true,
    partial: false,
  };
}

function isBehind({ sortTime, id }: FoundTitle, after: { at: number; id: Id }): boolean {
  return sortTime < after.at || (sortTime === after.at && id < after.id);
}

function position(cursor: string | null): { at: number; id: Id } | null {
  if (cursor === null) return null;
  const [name, at, id] = decodeCursor(cursor, 3) ?? [];
  return name === CURSOR && typeof at === 'number' && typeof id === 'string' ? { at, id } : null;
}

function emptyFacets(): SearchPage['facets'] {
  return { stage: {}, subject: {}, grade: {}, type: {}, school: {}, mark: {} };
}
