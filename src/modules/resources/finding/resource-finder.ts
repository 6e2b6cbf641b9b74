import { Injectable } from '@nestjs/common';
import type { ResourceCard, SavedSearch } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';

/** A page of what a search finds for somebody now. */
export interface FoundResources {
  items: ResourceCard[];
  next: string | null;
  /** the index is away or being built: it may be incomplete */
  limited: boolean;
}

/** What is found by words and filters, for those that cannot reach the search: it provides itself at start. */
export type FindResources = (
  actor: Actor,
  search: SavedSearch,
  page: { cursor: string | undefined; limit: number },
) => Promise<FoundResources>;

@Injectable()
export class ResourceFinder {
  private finder: FindResources | null = null;

  provide(finder: FindResources): void {
    this.finder = finder;
  }

  /** Only what the actor may see, by the same rules as the search page. @param page limit at most 50 */
  find: FindResources = (actor, search, page) => {
    if (!this.finder) throw new Error('ResourceFinder was not provided');
    return this.finder(actor, search, page);
  };
}
