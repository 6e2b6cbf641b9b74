import { Injectable } from '@nestjs/common';
import type { CollectionItem } from '../../../contracts/index.js';
import { RequestBudget } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { Clock, type Instant } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import { newIdApart, type Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { owningSchool } from '../../resources/index.js';
import { CollectionReader } from '../collections/collection-reader.js';
import { CollectionWriter } from '../collections/collection-writer.js';
import type { CollectionRecord } from '../collections/collections.repository.js';
import { ItemReader } from '../outline/item-reader.js';
import { newCollection } from '../collections/new-collection.js';
import { OutlineRepository, type ItemRecord, type SectionRecord } from '../outline/outline.repository.js';
import { positionsAnew } from '../outline/positions.js';

/** Makes a collection somebody's own to go on with. */
@Injectable()
export class CollectionCopier {
  constructor(
    private readonly database: Database,
    private readonly reader: CollectionReader,
    private readonly items: ItemReader,
    private readonly outline: OutlineRepository,
    private readonly writer: CollectionWriter,
    private readonly budget: RequestBudget,
    private readonly clock: Clock,
  ) {}

  /**
   * Copies what the actor may read of a collection into a new draft of theirs, and holds fast the versions that they
   * were shown: nothing in the copy follows from the rest. It holds no circle, as nothing holds it yet. Gives its id; throws `state_conflict` for what lies in the trash,
   * `too_many_requests` for who copies without end.
   */
  async copy(actor: Actor, right: Authorized<'collection', 'view'>, asked: Id | undefined): Promise<Id> {
    const schoolId = owningSchool(actor, asked);
    const { record: source } = await this.reader.require(actor, right.id);
    if (source.trashedAt !== null) throw new AppError('state_conflict');
    const read = await this.items.whole(actor, right.id);
    const sections = await this.outline.sections(this.database.reader, right.id);
    const now = this.clock.now();
    const record = copyOf(source, newCollection(now, { schoolId, authorId: right.actorId }));
    const parts = partsOf(record, now, sections, read);
    return this.database.transaction(async (tx) => {
      await this.budget.spend(tx, 'copy', actor.userId, parts.items.length);
      await this.writer.insert(tx, record, {
        what: 'copy',
        count: parts.items.length,
        detail: { from: source.id },
      });
      for (const section of parts.sections) await this.outline.insertSection(tx, section);
      await this.outline.insertItems(tx, parts.items);
      return record.id;
    });
  }
}

/** A new collection with the words, the place and the template of another. */
function copyOf(source: CollectionRecord, fresh: CollectionRecord): CollectionRecord {
  const { title, summary, stage, subject, grade, bookId, chapterId, parts } = source;
  const facts = { title, summary, stage, subject, grade, bookId, chapterId, parts };
  return { ...fresh, ...facts, copiedFrom: source.id };
}

/** Sections as readers see them, with their items; one empty section where they see none. */
function partsOf(
  { id: collectionId, authorId }: CollectionRecord,
  now: Instant,
  sections: readonly SectionRecord[],
  read: readonly CollectionItem[],
): { sections: SectionRecord[]; items: ItemRecord[] } {
  const itemsOf = (id: Id) => read.filter(({ sectionId }) => sectionId === id);
  const told = sections.filter(
    ({ id, text, search }) => text !== '' || search !== null || itemsOf(id).length > 0,
  );
  const shown = told.length > 0 ? told : [{ id: '', title: '', text: '', search: null, noLesson: false }];
  const places = positionsAnew(shown.length);
  const parts = shown.map(({ id, title, text, search, noLesson }, i) => {
    // What its curators left out is not told: who copies may not see all of it.
    const facts = { title, text, search, noLesson, exceptions: null, removedIn: null };
    // Of those who read the copy some see a part of the sections, and not that there are more.
    const section = { id: newIdApart(now), collectionId, position: places[i]!, ...facts };
    const own = itemsOf(id);
    const positions = positionsAnew(own.length);
    const place = { collectionId, sectionId: section.id, addedBy: authorId, addedAt: now };
    return { section, items: own.map((item, k) => itemOf(item, { ...place, position: positions[k]! })) };
  });
  return { sections: parts.map(({ section }) => section), items: parts.flatMap(({ items }) => items) };
}

function itemOf(
  { kind, resource, collection, fileId, from, to, link, note, pinned }: CollectionItem,
  place: Pick<ItemRecord, 'collectionId' | 'sectionId' | 'position' | 'addedBy' | 'addedAt'>,
): ItemRecord {
  return {
    // As with items that were added together: of those who read the copy some see a part, and not that there is more.
    id: newIdApart(place.addedAt),
    ...place,
    kind,
    targetId: resource?.id ?? collection?.id ?? null,
    fileId,
    from,
    to,
    url: link?.url ?? null,
    title: link?.title ?? null,
    note,
    version: pinned?.number ?? null,
    removedIn: null,
  };
}
