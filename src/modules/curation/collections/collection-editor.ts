import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { createCollectionRequest, updateCollectionRequest } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { owningSchool } from '../../resources/index.js';
import { Taxonomy } from '../../taxonomy/index.js';
import { CollectionWriter } from './collection-writer.js';
import type { CollectionRecord } from './collections.repository.js';
import { partsText, requireParts } from '../coverage/lesson-parts.js';
import { newCollection } from './new-collection.js';
import { OutlineRepository } from '../outline/outline.repository.js';
import { positionsAnew } from '../outline/positions.js';

type Description = z.output<typeof updateCollectionRequest>;

/** What describes a collection: what an edit may change, and undoing puts back. */
const FACTS = ['title', 'summary', 'stage', 'subject', 'grade', 'bookId', 'chapterId', 'parts'] as const;

/** Making and describing collections. */
@Injectable()
export class CollectionEditor {
  constructor(
    private readonly database: Database,
    private readonly writer: CollectionWriter,
    private readonly outline: OutlineRepository,
    private readonly taxonomy: Taxonomy,
    private readonly clock: Clock,
  ) {}

  /** Makes a draft with one section in the name of a school of the author's. */
  async create(actor: Actor, input: z.output<typeof createCollectionRequest>): Promise<Id> {
    const schoolId = owningSchool(actor, input.schoolId);
    const now = this.clock.now();
    const blank = newCollection(now, { schoolId, authorId: actor.userId });
    const record = this.described(blank, input);
    return this.database.transaction(async (tx) => {
      await this.writer.insert(tx, record);
      const [position] = positionsAnew(1);
      await this.outline.insertSection(tx, {
        id: newId(now),
        collectionId: record.id,
        position: position!,
        title: '',
        text: '',
        search: null,
        exceptions: null,
        noLesson: false,
        removedIn: null,
      });
      return record.id;
    });
  }

  /** Changes what is given and leaves the rest. Throws `rev_conflict` when `rev` is no longer the present one. */
  async update(right: Authorized<'collection', 'edit'>, rev: number, input: Description): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, rev);
      const next = this.described(record, input);
      const names = FACTS.filter((name) => record[name] !== next[name]);
      if (names.length === 0) return;
      const was = Object.fromEntries(names.map((name) => [name, record[name]]));
      await this.writer.save(tx, next, {
        actorId: right.actorId,
        what: 'describe',
        name: next.title,
        undo: { do: 'describe', was },
        detail: { changed: names },
      });
    });
  }

  /** Throws `taxonomy_unknown` or `stage_subject_mismatch` where the places do not belong together. */
  private described(record: CollectionRecord, { parts, ...words }: Description): CollectionRecord {
    requireParts(this.taxonomy, parts ?? []);
    const said: Partial<Record<(typeof FACTS)[number], string | null | undefined>> = {
      ...words,
      parts: parts === undefined ? undefined : partsText(parts),
    };
    const given = Object.fromEntries(
      FACTS.flatMap((name) => (said[name] === undefined ? [] : [[name, said[name]]])),
    ) as Partial<CollectionRecord>;
    const next = { ...record, ...given };
    return { ...next, ...this.taxonomy.complete({ ...next, type: null }) };
  }
}
