import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  MOST_EXCEPTIONS,
  MOST_GATHERED,
  MOST_GATHERED_IN_ALL,
  type foundQuery,
  type FoundResource,
  type GatheredRest,
  type ResourceCard,
} from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService, type Authorized } from '../../access/index.js';
import { ResourceFinder } from '../../resources/index.js';
import { CollectionReader } from '../collections/collection-reader.js';
import { CollectionWriter } from '../collections/collection-writer.js';
import { mayEdit } from '../collections/collection-presenter.js';
import { OutlineRepository } from '../outline/outline.repository.js';
import { exceptionsOf, searchOf } from './saved-search.js';

/** Finds of one page while all of them are read, and pages read at most: most of them may stand there by hand. */
const GATHERED_AT_ONCE = 50;
const MOST_PAGES = 20;
/** How often a page is filled up after exceptions and what stands there by hand have been taken out. */
const REFILLS = 5;

interface FoundPage {
  items: FoundResource[];
  next: string | null;
  limited: boolean;
}

/** What a section gathers for somebody now. `rest`: why this may not be all of it. */
export interface Gathered {
  cards: ResourceCard[];
  rest: GatheredRest | null;
}

/** Sections that fill themselves: what a saved search finds for whoever reads, less what curators leave out. */
@Injectable()
export class SavedSearches {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly collections: CollectionReader,
    private readonly outline: OutlineRepository,
    private readonly writer: CollectionWriter,
    private readonly finder: ResourceFinder,
  ) {}

  /**
   * What the section's search finds for the actor now, without what stands in the collection by hand. Reading leaves the
   * exceptions out; curating marks them. Throws not_found where there is no such section or no search.
   */
  async page(actor: Actor, id: Id, sectionId: Id, query: z.output<typeof foundQuery>): Promise<FoundPage> {
    const { right } = await this.collections.require(actor, id);
    if (query.mode === 'curating' && !mayEdit(right)) throw notFound();
    const section = await this.outline.section(this.database.reader, id, sectionId);
    const search = section && searchOf(section.search);
    if (!search) throw notFound();
    const exceptions = new Set(exceptionsOf(section.exceptions));
    const items: FoundResource[] = [];
    let { cursor } = query;
    for (let round = 0; ; round += 1) {
      const found = await this.finder.find(actor, search, { cursor, limit: query.limit - items.length });
      const byHand = await this.outline.holds(
        this.database.reader,
        id,
        found.items.map((card) => card.id),
      );
      for (const resource of found.items) {
        const excepted = exceptions.has(resource.id);
        if (!byHand.has(resource.id) && (query.mode === 'curating' || !excepted))
          items.push({ resource, excepted });
      }
      const { next, limited } = found;
      if (next === null || items.length >= query.limit || round >= REFILLS) return { items, next, limited };
      cursor = next;
    }
  }

  /**
   * What sections gather for the actor now, as {@link page} shows it to readers and in that order; at most MOST_GATHERED
   * of each section and MOST_GATHERED_IN_ALL together, earlier sections first.
   */
  async gathered(actor: Actor, id: Id, sectionIds: readonly Id[]): Promise<Map<Id, Gathered>> {
    const found = new Map<Id, Gathered>();
    let room = MOST_GATHERED_IN_ALL;
    for (const sectionId of sectionIds) {
      const one = await this.gather(actor, id, sectionId, Math.min(room, MOST_GATHERED));
      found.set(sectionId, one);
      room -= one.cards.length;
    }
    return found;
  }

  private async gather(actor: Actor, id: Id, sectionId: Id, most: number): Promise<Gathered> {
    const cards: ResourceCard[] = [];
    let incomplete = false;
    let cursor: string | undefined;
    for (let pages = 0; pages < MOST_PAGES && cards.length <= most; pages += 1) {
      const query = { mode: 'reading', cursor, limit: GATHERED_AT_ONCE } as const;
      const { items, next, limited } = await this.page(actor, id, sectionId, query);
      cards.push(...items.map(({ resource }) => resource));
      incomplete ||= limited;
      cursor = next ?? undefined;
      if (cursor === undefined) break;
    }
    const more = cursor !== undefined || cards.length > most;
    return { cards: cards.slice(0, most), rest: more ? 'more' : incomplete ? 'incomplete' : null };
  }

  /**
   * Leaves a resource out of what the section finds, or lets it in again. Nobody names what they may not see
   * (not_found). Throws `collection_full` above MOST_EXCEPTIONS.
   */
  async except(
    actor: Actor,
    right: Authorized<'collection', 'edit'>,
    sectionId: Id,
    resourceId: Id,
    out: boolean,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, null);
      await this.access.authorize(actor, 'view', 'resource', resourceId);
      const section = await this.outline.section(tx, right.id, sectionId);
      if (!section || section.search === null) throw notFound();
      const present = exceptionsOf(section.exceptions);
      if (present.includes(resourceId) === out) return;
      const next = out ? [...present, resourceId] : present.filter((one) => one !== resourceId);
      if (next.length > MOST_EXCEPTIONS) throw new AppError('collection_full');
      await this.outline.updateSection(tx, sectionId, { exceptions: JSON.stringify(next) });
      await this.writer.save(tx, record, {
        actorId: right.actorId,
        what: out ? 'except' : 'unexcept',
        name: section.title,
        undo: { do: 'section', id: sectionId, was: { exceptions: section.exceptions } },
        detail: { section: sectionId, resource: resourceId },
      });
    });
  }
}
