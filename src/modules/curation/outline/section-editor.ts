import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  MOST_SEARCHES,
  MOST_SECTIONS,
  type createSectionRequest,
  type updateSectionRequest,
} from '../../../contracts/index.js';
import { Clock } from '../../../kernel/clock.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { CollectionWriter } from '../collections/collection-writer.js';
import type { CollectionRecord } from '../collections/collections.repository.js';
import { OrderRepository } from './order.repository.js';
import { OutlineRepository, type SectionRecord } from './outline.repository.js';

type Edits = Authorized<'collection', 'edit'>;

/** The sections of collections: added, worded, set apart from lessons, put in another order, taken away with what is in them. */
@Injectable()
export class SectionEditor {
  constructor(
    private readonly database: Database,
    private readonly writer: CollectionWriter,
    private readonly outline: OutlineRepository,
    private readonly order: OrderRepository,
    private readonly clock: Clock,
  ) {}

  /** Needs no revision: what others did meanwhile stays as it is. Throws `collection_full`. */
  async add(right: Edits, { title, text, afterId }: z.output<typeof createSectionRequest>): Promise<Id> {
    return this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, null);
      const sections = await this.outline.sections(tx, right.id);
      if (sections.length >= MOST_SECTIONS) throw new AppError('collection_full');
      const positions = await this.order.positions(tx, 'sections', right.id, afterId, 1);
      if (!positions) throw notFound();
      const id = newId(this.clock.now());
      const section = {
        ...{ id, collectionId: right.id, position: positions[0]!, title, text },
        ...{ search: null, exceptions: null, noLesson: false, removedIn: null },
      };
      await this.outline.insertSection(tx, section);
      await this.writer.save(tx, record, {
        actorId: right.actorId,
        what: 'section_add',
        name: title,
        undo: { do: 'erase', rows: 'sections', ids: [id] },
        detail: { section: id },
      });
      return id;
    });
  }

  /**
   * Changes what is given and leaves the rest; other words, whether it is a lesson, and a move are a change each. Throws
   * `collection_full`.
   */
  async update(
    right: Edits,
    rev: number,
    sectionId: Id,
    { afterId, lesson, ...words }: z.output<typeof updateSectionRequest>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, rev);
      const section = await this.outline.section(tx, right.id, sectionId);
      if (!section) throw notFound();
      const worded = Object.values(words).some((value) => value !== undefined);
      if (worded) await this.word(tx, right, record, section, words);
      const present = () => this.writer.lock(tx, right.id, null);
      if (lesson !== undefined && lesson !== !section.noLesson)
        await this.setLesson(tx, right, await present(), section, lesson);
      if (afterId !== undefined) await this.move(tx, right, await present(), section, afterId);
    });
  }

  /** Takes a section away with everything in it. The last one stays (`state_conflict`). */
  async remove(right: Edits, rev: number, sectionId: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, rev);
      const sections = await this.outline.sections(tx, right.id);
      const section = sections.find(({ id }) => id === sectionId);
      if (!section) throw notFound();
      if (sections.length === 1) throw new AppError('state_conflict');
      const changeId = newId(this.clock.now());
      await this.outline.remove(tx, 'sections', [sectionId], changeId);
      await this.writer.save(tx, record, {
        actorId: right.actorId,
        what: 'section_remove',
        id: changeId,
        name: section.title,
        undo: { do: 'restore' },
        detail: { section: sectionId },
      });
    });
  }

  private async word(
    tx: Tx,
    right: Edits,
    record: CollectionRecord,
    section: SectionRecord,
    words: Omit<z.output<typeof updateSectionRequest>, 'afterId' | 'lesson'>,
  ): Promise<void> {
    const { title, text, search } = section;
    if (words.search && search === null) await this.requireRoomForSearch(tx, right.id);
    const next = {
      title: words.title ?? title,
      text: words.text ?? text,
      search: words.search === undefined ? search : words.search && JSON.stringify(words.search),
    };
    await this.outline.updateSection(tx, section.id, next);
    await this.writer.save(tx, record, {
      actorId: right.actorId,
      what: 'section_edit',
      name: next.title,
      undo: { do: 'section', id: section.id, was: { title, text, search } },
      detail: { section: section.id },
    });
  }

  private async setLesson(
    tx: Tx,
    right: Edits,
    record: CollectionRecord,
    { id, title, noLesson }: SectionRecord,
    lesson: boolean,
  ): Promise<void> {
    await this.outline.updateSection(tx, id, { noLesson: !lesson });
    await this.writer.save(tx, record, {
      actorId: right.actorId,
      what: lesson ? 'section_lesson' : 'section_no_lesson',
      name: title,
      undo: { do: 'section', id, was: { noLesson } },
      detail: { section: id },
    });
  }

  private async requireRoomForSearch(tx: Tx, collectionId: Id): Promise<void> {
    const sections = await this.outline.sections(tx, collectionId);
    const searching = sections.filter((one) => one.search !== null).length;
    if (searching >= MOST_SEARCHES) throw new AppError('collection_full');
  }

  private async move(
    tx: Tx,
    right: Edits,
    record: CollectionRecord,
    section: SectionRecord,
    afterId: Id | null,
  ): Promise<void> {
    if (afterId === section.id) throw new AppError('invalid_request');
    if (afterId !== null && !(await this.outline.section(tx, right.id, afterId))) throw notFound();
    const was = await this.order.places(tx, 'sections', [section.id]);
    await this.order.place(tx, 'sections', [section.id], right.id, afterId);
    await this.writer.save(tx, record, {
      actorId: right.actorId,
      what: 'section_move',
      name: section.title,
      undo: { do: 'place', rows: 'sections', was },
      detail: { section: section.id },
    });
  }
}
