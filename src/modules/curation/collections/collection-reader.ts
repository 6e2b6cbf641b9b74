import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  CollectionCard,
  collectionsQuery,
  CollectionView,
  RightName,
} from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService, type Condition } from '../../access/index.js';
import { AddresseeNames, audienceParts } from '../../resources/index.js';
import { ChangesRepository } from './changes.repository.js';
import { CollectionPresenter, mayEdit } from './collection-presenter.js';
import {
  CollectionsRepository,
  type CollectionRecord,
  type ListPosition,
  type OrderedBy,
} from './collections.repository.js';
import { followedBy } from '../following/follows.repository.js';
import { partsOf } from '../coverage/lesson-parts.js';
import { OutlineRepository } from '../outline/outline.repository.js';
import { searchOf } from '../coverage/saved-search.js';
import { seenItems } from '../outline/seen-items.js';

type Query = z.output<typeof collectionsQuery>;

/** Given by name: more than anybody curates. */
const MOST_GRANTED = 500;

/** What somebody may read of collections. Every list begins with access, never ends with it. */
@Injectable()
export class CollectionReader {
  constructor(
    private readonly database: Database,
    private readonly repository: CollectionsRepository,
    private readonly outline: OutlineRepository,
    private readonly changes: ChangesRepository,
    private readonly access: AccessService,
    private readonly presenter: CollectionPresenter,
    private readonly names: AddresseeNames,
  ) {}

  async list(actor: Actor, query: Query): Promise<{ items: CollectionCard[]; next: string | null }> {
    const [conditions, by] = await this.asked(actor, query);
    const found = await this.repository.page(
      this.database.reader,
      conditions,
      by,
      positionOf(query.cursor),
      query.limit + 1,
    );
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    const cards = await this.cards(
      actor,
      shown.map(({ id }) => id),
    );
    return {
      // Whoever left the school keeps sight of what they curated, and curates it no more.
      items: query.scope === 'curated' ? cards.filter((card) => mayEdit(card.right)) : cards,
      next: found.length > query.limit && last ? encodeCursor([last.at, last.id]) : null,
    };
  }

  /** Cards of those ids that the actor may see, in the order given. */
  async cards(actor: Actor, ids: readonly Id[]): Promise<CollectionCard[]> {
    const rights = await this.access.rights(actor, 'collection', ids);
    const records = new Map(
      (await this.repository.byIds(this.database.reader, [...rights.keys()])).map((r) => [r.id, r]),
    );
    const inOrder = ids.flatMap((id) => records.get(id) ?? []);
    return this.presenter.cards(actor, inOrder, rights);
  }

  /** Throws not_found for what the actor may not see. */
  async view(actor: Actor, id: Id): Promise<CollectionView> {
    const { record, right } = await this.require(actor, id);
    const [card] = await this.presenter.cards(actor, [record], new Map([[id, right]]));
    const edits = mayEdit(right);
    return {
      ...card!,
      rev: edits ? record.rev : null,
      parts: partsOf(record),
      sections: await this.sections(actor, id, edits),
      audience: edits ? await this.audienceOf(record) : null,
      undoable: edits ? await this.undoable(id) : null,
      copiedFrom: await this.origin(actor, record),
      createdAt: new Date(record.createdAt).toISOString(),
    };
  }

  /** A collection that the actor may see, and their right to it. Throws not_found. */
  async require(actor: Actor, id: Id): Promise<{ record: CollectionRecord; right: RightName }> {
    const right = (await this.access.rights(actor, 'collection', [id])).get(id);
    const [record] = right ? await this.repository.byIds(this.database.reader, [id]) : [];
    if (!right || !record) throw notFound();
    return { record, right };
  }

  /** To readers an emptied section without a text or a search is not there, whether it was ever filled or not. */
  private async sections(actor: Actor, id: Id, edits: boolean): Promise<CollectionView['sections']> {
    const q = this.database.reader;
    const all = await this.outline.sections(q, id);
    const filled = edits ? null : await this.outline.sectionsWith(q, id, seenItems(this.access, actor));
    return all
      .filter(
        ({ text, search, ...section }) => !filled || text !== '' || search !== null || filled.has(section.id),
      )
      .map(({ id: sectionId, title, text, search, noLesson }) => ({
        id: sectionId,
        title,
        text,
        search: searchOf(search),
        lesson: edits ? !noLesson : null,
      }));
  }

  private async audienceOf({ audience, schoolId }: CollectionRecord): Promise<CollectionView['audience']> {
    if (audience === null) return null;
    const parts = audience.preset === 'school' ? [] : audienceParts(audience, schoolId);
    const named = await this.names.of(this.database.reader, parts);
    const names = named.filter(({ name }) => name !== '');
    return {
      ...audience,
      names: names.map(({ kind, name, place }) => (kind === 'user' ? name : `${place}${name}`)),
    };
  }

  /** Where it was copied from, by the actor's present rights to that. */
  private async origin(
    actor: Actor,
    { copiedFrom }: CollectionRecord,
  ): Promise<CollectionView['copiedFrom']> {
    const [card] = copiedFrom === null ? [] : await this.cards(actor, [copiedFrom]);
    if (!card || card.trashedAt !== null) return null;
    const { id, title, author, school } = card;
    return { id, title, author, school };
  }

  private async undoable(id: Id): Promise<CollectionView['undoable']> {
    const q = this.database.reader;
    const change = await this.changes.lastUndoable(q, id);
    if (!change) return null;
    const names = await this.names.people(q, [change.actorId]);
    return {
      what: change.what,
      at: new Date(change.at).toISOString(),
      by: { id: change.actorId, name: names.get(change.actorId) ?? '' },
    };
  }

  private async asked(actor: Actor, query: Query): Promise<[Condition[], OrderedBy]> {
    const facts: Condition[] = [
      ...(query.subject ? [{ sql: 'c.subject = ?', parameters: [query.subject] }] : []),
      ...(query.text ? [{ sql: `c.title LIKE ? ESCAPE '!'`, parameters: [like(query.text)] }] : []),
    ];
    switch (query.scope) {
      case 'newest':
        return [[...this.open(actor), ...facts], 'published_at'];
      case 'followed':
        return [[followedBy(actor.userId, 'c.id'), ...this.open(actor), ...facts], 'published_at'];
      case 'curated': {
        const ids = await this.curated(actor);
        const named = ids.length > 0 ? ` OR c.id IN (${ids.map(() => '?').join(', ')})` : '';
        const mine = { sql: `c.author_id = ?${named}`, parameters: [actor.userId, ...ids] };
        return [[mine, { sql: 'c.trashed_at IS NULL', parameters: [] }, ...facts], 'updated_at'];
      }
      case 'trash': {
        const mine = { sql: 'c.author_id = ? AND c.trashed_at IS NOT NULL', parameters: [actor.userId] };
        return [[mine, ...facts], 'trashed_at'];
      }
    }
  }

  /** Published to the actor among others. */
  private open(actor: Actor): Condition[] {
    const published = { sql: `c.state = 'published' AND c.trashed_at IS NULL`, parameters: [] };
    return [published, this.access.visible(actor, 'collection', 'c.id')];
  }

  private curated(actor: Actor): Promise<Id[]> {
    return this.access.granted(actor, 'collection', null, MOST_GRANTED);
  }
}

const like = (text: string) => `%${text.replace(/[!%_]/g, (c) => `!${c}`)}%`;

function positionOf(cursor: string | undefined): ListPosition | null {
  if (cursor === undefined) return null;
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  if (typeof at !== 'number' || typeof id !== 'string') throw new AppError('invalid_request');
  return { at, id };
}
