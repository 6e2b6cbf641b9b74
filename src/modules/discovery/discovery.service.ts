import { Injectable, Logger } from '@nestjs/common';
import type { z } from 'zod';
import type { searchQuery, searchResponse } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import {
  FACETS,
  SearchAwayError,
  SearchEngine,
  type SearchPage,
  type SearchQuery,
} from '../../platform/search/search.port.js';
import { AccessService } from '../access/index.js';
import { ResourceReader } from '../resources/index.js';
import { FacetLabels } from './facet-labels.js';
import { LimitedSearch } from './limited-search.js';
import { RebuildWatch } from './rebuild-watch.js';

/** A query longer than this is no search but an accident; the page says so. */
const MAX_CHARACTERS = 500;
/** How often a page is refilled after the second check has taken hits out. */
const REFILLS = 3;

type Query = z.output<typeof searchQuery>;
interface Found {
  page: SearchPage;
  items: Response['items'];
}
type Response = z.input<typeof searchResponse>;

/**
 * Finding things. The engine filters by rights, and what it returns is asked of access once more. Where it is away, its
 * index not filled yet, or more is pending than it can leave out, the database answers, and says that it is limited.
 */
@Injectable()
export class DiscoveryService {
  private readonly log = new Logger('Discovery');

  constructor(
    private readonly engine: SearchEngine,
    private readonly limited: LimitedSearch,
    private readonly watch: RebuildWatch,
    private readonly access: AccessService,
    private readonly reader: ResourceReader,
    private readonly labels: FacetLabels,
    private readonly clock: Clock,
  ) {}

  async search(actor: Actor, query: Query): Promise<Response> {
    if ([...query.text].length > MAX_CHARACTERS)
      throw new AppError('query_too_long', { limit: MAX_CHARACTERS });
    const { page, items } = await this.found(actor, query);
    return {
      items,
      total: page.total,
      facets: await this.labels.of(page.facets),
      next: page.next,
      limited: page.limited,
      partial: page.partial ?? false,
    };
  }

  async suggest(actor: Actor, text: string): Promise<string[]> {
    const excludeIds = await this.pending();
    const query = {
      principals: this.access.principals(actor),
      now: this.clock.now(),
      excludeIds: excludeIds ?? [],
    };
    const fromEngine = excludeIds && !this.engine.needsRebuild && (() => this.engine.suggest(text, query, 8));
    return this.orLimited(fromEngine || null, () => this.limited.suggest(actor, text, 8));
  }

  /** A page of hits with its counts, without the names of what is counted. */
  async found(actor: Actor, query: Query): Promise<Found> {
    const excludeIds = await this.pending();
    const asked = this.engineQuery(actor, query, excludeIds ?? []);
    const isForEngine = excludeIds !== null && !this.engine.needsRebuild && !this.limited.isOwn(asked.cursor);
    return this.orLimited(isForEngine ? () => this.checkedPage(actor, asked) : null, async () => {
      const page = await this.limited.search(actor, asked);
      return { page, items: await this.shown(actor, page) };
    });
  }

  /** What the engine answers; what the database does where the engine is not to be asked (null) or is away. */
  private async orLimited<T>(fromEngine: (() => Promise<T>) | null, limited: () => Promise<T>): Promise<T> {
    if (fromEngine === null) return limited();
    try {
      return await fromEngine();
    } catch (error) {
      if (!(error instanceof SearchAwayError)) throw error;
      this.log.warn(`The search engine is away, the database answers: ${error.message}`);
      this.watch.look();
      return limited();
    }
  }

  /** The resources that the engine must leave out; null when they are more than it can. */
  private async pending(): Promise<string[] | null> {
    const ids = await this.access.pendingIds(this.engine.maxExcluded + 1);
    return ids.length > this.engine.maxExcluded ? null : ids;
  }

  private engineQuery(actor: Actor, query: Query, excludeIds: string[]): SearchQuery {
    const filters: SearchQuery['filters'] = {};
    for (const facet of FACETS) {
      const values = query[facet];
      if (values && values.length > 0) filters[facet] = values;
    }
    if (query.node) filters.node = query.node;
    return {
      text: query.text,
      prefix: query.prefix,
      principals: this.access.principals(actor),
      now: this.clock.now(),
      filters,
      sort: query.sort,
      excludeIds,
      cursor: query.cursor ?? null,
      limit: query.limit,
    };
  }

  /** A page whose hits access has confirmed, refilled from the following ones when it had to take some out. */
  private async checkedPage(actor: Actor, query: SearchQuery): Promise<Found> {
    const first = await this.engine.search(query);
    let page = first;
    const items: Response['items'] = [];
    for (let round = 0; ; round += 1) {
      items.push(...(await this.shown(actor, page)));
      if (items.length >= query.limit || page.next === null || round >= REFILLS) break;
      page = await this.engine.search({ ...query, cursor: page.next, limit: query.limit - items.length });
    }
    return { page: { ...first, next: page.next }, items };
  }

  /** The hits of a page that the actor may see now. */
  private async shown(actor: Actor, { hits }: SearchPage): Promise<Response['items']> {
    const ids = hits.map((hit) => hit.id);
    const cards = new Map((await this.reader.cards(actor, ids)).map((card) => [card.id, card]));
    return hits.flatMap(({ id, title, snippet }) => {
      const resource = cards.get(id);
      return resource ? [{ resource, title, snippet }] : [];
    });
  }
}
