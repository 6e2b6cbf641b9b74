import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { SearchResponse, searchQuery, searchResponse } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/database.port.js';
import {
  FACETS,
  SearchEngine,
  type SearchHit,
  type SearchPage,
  type SearchQuery,
} from '../../platform/search/search.port.js';
import { AccessService } from '../access/index.js';
import { Directory } from '../organization/index.js';
import { ResourceReader } from '../resources/index.js';

/** A query longer than this is no search but an accident; the page says so. */
const MAX_CHARACTERS = 500;
/** How often a page is refilled after the second check has taken hits out. */
const REFILLS = 3;

type Query = z.output<typeof searchQuery>;
type Response = z.input<typeof searchResponse>;

/** Finding things. The engine filters by rights, and what it returns is asked of access once more. */
@Injectable()
export class DiscoveryService {
  constructor(
    private readonly engine: SearchEngine,
    private readonly access: AccessService,
    private readonly reader: ResourceReader,
    private readonly directory: Directory,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async search(actor: Actor, query: Query): Promise<Response> {
    if ([...query.text].length > MAX_CHARACTERS)
      throw new AppError('query_too_long', { limit: MAX_CHARACTERS });
    const { page, hits } = await this.checkedPage(actor, await this.engineQuery(actor, query));
    const cards = new Map(
      (
        await this.reader.cards(
          actor,
          hits.map((hit) => hit.id),
        )
      ).map((card) => [card.id, card]),
    );
    return {
      items: hits.flatMap((hit) => {
        const resource = cards.get(hit.id);
        return resource ? [{ resource, title: hit.title, snippet: hit.snippet }] : [];
      }),
      total: page.total,
      facets: await this.labelled(page.facets),
      next: page.next,
      limited: page.limited,
    };
  }

  async suggest(actor: Actor, text: string): Promise<string[]> {
    const query = {
      principals: this.access.principals(actor),
      now: this.clock.now(),
      excludeIds: await this.access.pendingIds(),
    };
    return this.engine.suggest(text, query, 8);
  }

  private async engineQuery(actor: Actor, query: Query): Promise<SearchQuery> {
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
      excludeIds: await this.access.pendingIds(),
      cursor: query.cursor ?? null,
      limit: query.limit,
    };
  }

  /** A page whose hits access has confirmed, refilled from the following ones when it had to take some out. */
  private async checkedPage(
    actor: Actor,
    query: SearchQuery,
  ): Promise<{ page: SearchPage; hits: SearchHit[] }> {
    const first = await this.engine.search(query);
    let page = first;
    const hits: SearchHit[] = [];
    for (let round = 0; ; round += 1) {
      const allowed = await this.access.allowed(
        actor,
        'view',
        'resource',
        page.hits.map((hit) => hit.id),
      );
      hits.push(...page.hits.filter((hit) => allowed.has(hit.id)));
      if (hits.length >= query.limit || page.next === null || round >= REFILLS) break;
      page = await this.engine.search({ ...query, cursor: page.next, limit: query.limit - hits.length });
    }
    return { page: { ...first, next: page.next }, hits };
  }

  private async labelled(facets: SearchPage['facets']): Promise<SearchResponse['facets']> {
    const schoolIds = Object.keys(facets.school);
    const names = await this.directory.names(this.database.reader, {
      schoolIds,
      userIds: [],
      departmentIds: [],
      groupIds: [],
    });
    const counts = (facet: keyof typeof facets) =>
      Object.entries(facets[facet])
        .map(([value, count]) => ({
          value,
          label: facet === 'school' ? (names.schools.get(value)?.name ?? null) : null,
          count,
        }))
        .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
    return {
      stage: counts('stage'),
      subject: counts('subject'),
      grade: counts('grade'),
      type: counts('type'),
      school: counts('school'),
    };
  }
}
