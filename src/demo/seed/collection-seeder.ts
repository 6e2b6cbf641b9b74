import type { INestApplicationContext } from '@nestjs/common';
import type { ItemInput } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DAY, type Instant } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import { AccessService } from '../../modules/access/index.js';
import {
  CollectionEditor,
  CollectionPublisher,
  CollectionReader,
  ItemEditor,
  ItemPins,
  SectionEditor,
} from '../../modules/curation/index.js';
import { ActorService } from '../../modules/organization/index.js';
import { ResourceReader } from '../../modules/resources/index.js';
import { findBook, findChapter, Taxonomy } from '../../modules/taxonomy/index.js';
import { BOOKS } from '../books.js';
import type { DemoCollection, DemoItem } from '../content/collections.js';
import { get, known } from './organization.js';
import type { DemoProgress } from './progress.js';

/** Makes the demo's collections as their curators would, of those resources that there are. */
export class CollectionSeeder {
  private readonly sessionId = newId();

  constructor(
    private readonly app: Pick<INestApplicationContext, 'get'>,
    private readonly progress: DemoProgress,
    /** the demo’s today: days of publication are counted back from here */
    private readonly today: Instant,
  ) {}

  /** Does nothing where it was made before; what an interrupted run has left behind goes to the trash. */
  async seed(collection: DemoCollection): Promise<void> {
    const { key, author } = collection;
    if (this.progress.isDone(key)) return;
    const actor = await get(this.app, ActorService).load(
      known(this.progress.ids.people, author),
      this.sessionId,
    );
    await this.clear(actor, collection);
    const id = await this.create(actor, collection);
    await this.fill(actor, id, collection);
    if (!collection.draft) await this.publish(actor, id, collection);
    this.progress.note(key, id, true);
  }

  private async clear(actor: Actor, { title }: DemoCollection): Promise<void> {
    const { items } = await get(this.app, CollectionReader).list(actor, { scope: 'curated', limit: 50 });
    for (const { id } of items.filter((card) => card.title === title))
      await get(this.app, CollectionPublisher).trash(await this.right(actor, 'manage', id));
  }

  private create(actor: Actor, collection: DemoCollection): Promise<Id> {
    const { title, summary, school } = collection;
    const schoolId = known(this.progress.ids.schools, school);
    return get(this.app, CollectionEditor).create(actor, {
      title,
      summary,
      schoolId,
      ...this.place(collection),
    });
  }

  /** Stage, subject and grade follow from the book. */
  private place({ book, chapter, place }: DemoCollection): {
    subject?: string;
    bookId?: string;
    chapterId?: string;
  } {
    const { catalogue } = get(this.app, Taxonomy);
    if (book === null) {
      const subject = catalogue.subjects.find((one) => one.zh === place?.subject);
      return subject ? { subject: subject.key } : {};
    }
    const found = findBook(catalogue, BOOKS[book]);
    if (!found) throw new Error(`The catalogue has no ${book}.`);
    const node = chapter === null ? undefined : findChapter(catalogue, found.id, chapter);
    return { bookId: found.id, ...(node ? { chapterId: node.id } : {}) };
  }

  /** The first section is there from the beginning; the others follow it. */
  private async fill(actor: Actor, id: Id, { sections }: DemoCollection): Promise<void> {
    const editor = get(this.app, SectionEditor);
    for (const [index, { title, text, items }] of sections.entries()) {
      const view = await get(this.app, CollectionReader).view(actor, id);
      const right = await this.right(actor, 'edit', id);
      const sectionId =
        index === 0 ? view.sections[0]!.id : await editor.add(right, { title, text, afterId: undefined });
      if (index === 0 && (title !== '' || text !== ''))
        await editor.update(right, view.rev ?? 0, sectionId, { title, text });
      const inputs = await Promise.all(items.map((item) => this.input(actor, item)));
      const made = items.flatMap((item, i) => (inputs[i] ? [{ item, input: inputs[i] }] : []));
      if (made.length === 0) continue;
      const ids = await get(this.app, ItemEditor).add(right, {
        sectionId,
        items: made.map(({ input }) => input),
      });
      await this.pin(
        actor,
        id,
        ids.filter((_, i) => 'pin' in made[i]!.item),
      );
    }
  }

  private async pin(actor: Actor, id: Id, itemIds: readonly Id[]): Promise<void> {
    for (const itemId of itemIds) {
      const { rev } = await get(this.app, CollectionReader).view(actor, id);
      const right = await this.right(actor, 'edit', id);
      await get(this.app, ItemPins).set(actor, right, rev ?? 0, itemId, 'in force');
    }
  }

  /** Null for what was not made: films without ffmpeg. */
  private async input(actor: Actor, item: DemoItem): Promise<ItemInput | null> {
    const note = item.note ?? '';
    if ('collection' in item) {
      const collectionId = this.progress.made(item.collection);
      return collectionId ? { kind: 'collection', collectionId, note } : null;
    }
    const resourceId = this.progress.made(item.resource);
    if (!resourceId) return null;
    const range = item.pages ?? item.span;
    if (!range) return { kind: 'resource', resourceId, note };
    const [card] = await get(this.app, ResourceReader).cards(actor, [resourceId]);
    const file = card?.files[0];
    if (!file) return { kind: 'resource', resourceId, note };
    const [from, to] = range;
    return { kind: item.pages ? 'pages' : 'span', resourceId, fileId: file.id, from, to, note };
  }

  private async publish(actor: Actor, id: Id, { daysAgo }: DemoCollection): Promise<void> {
    const { rev } = await get(this.app, CollectionReader).view(actor, id);
    await get(this.app, CollectionPublisher).publish(
      await this.right(actor, 'manage', id),
      rev ?? 0,
      { preset: 'group', previewOnly: false },
      { publishedAt: this.today - daysAgo * DAY },
    );
  }

  private right<R extends 'edit' | 'manage'>(actor: Actor, right: R, id: Id) {
    return get(this.app, AccessService).authorize(actor, right, 'collection', id);
  }
}
