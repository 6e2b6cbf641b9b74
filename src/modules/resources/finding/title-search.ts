import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { findHits } from '../../../platform/search/text/find-hits.js';
import { compose, fold } from '../../../platform/search/text/fold.js';
import type { Atom } from '../../../platform/search/text/query-terms.js';
import { AccessService } from '../../access/index.js';
import { ResourcesRepository, type ResourceTitle } from '../resources.repository.js';

/** A resource whose title and tags hold every word; `sortTime` is its place in the list of the newest. */
export interface FoundTitle extends ResourceTitle {
  sortTime: Instant;
}

/** Looked at between two looks at the time; each takes a few milliseconds. */
const CHUNK = 400;

/**
 * Finds by title and tags in the database, for when there is no index to ask. Goes through what the actor may see,
 * newest first, so that rights come before any limit, and stops when the time is over.
 */
@Injectable()
export class TitleSearch {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly access: AccessService,
  ) {}

  /**
   * @param atoms all of them must stand in title or tags; none = everything
   * @param accept whether a resource passes the filters
   * @param limit of what is found  @param budgetMs after which what was not looked at yet is left out
   */
  async find(
    actor: Actor,
    atoms: readonly Atom[],
    accept: (title: ResourceTitle) => boolean,
    limit: number,
    budgetMs: number,
  ): Promise<FoundTitle[]> {
    const deadline = performance.now() + budgetMs;
    const found: FoundTitle[] = [];
    let before: { sortTime: Instant; id: Id } | null = null;
    do {
      const places = await this.access.visibleNewest(actor, 'resource', before, CHUNK);
      const titles = await this.repository.titles(
        this.database.reader,
        places.map(({ id }) => id),
      );
      for (const { id, sortTime } of places) {
        const title = titles.get(id);
        if (title && accept(title) && holdsAll(title, atoms)) found.push({ ...title, sortTime });
      }
      before = places.length < CHUNK ? null : places.at(-1)!;
    } while (before && found.length < limit && performance.now() < deadline);
    return found.slice(0, limit);
  }
}

function holdsAll({ title, tags }: ResourceTitle, atoms: readonly Atom[]): boolean {
  if (atoms.length === 0) return true;
  const text = fold(compose([title, ...tags].join('\n')));
  return new Set(findHits(text, atoms as Atom[]).map(({ atom }) => atom)).size === atoms.length;
}
