import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  LESSON_PARTS,
  type ChapterNodeView,
  type CoverageCell,
  type CoverageChapter,
  type coverageQuery,
  type CoverageView,
} from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { ChapterCounts, type ChapterCount } from '../../resources/index.js';
import { Taxonomy } from '../../taxonomy/index.js';
import { CollectionReader } from '../collections/collection-reader.js';
import { partsOf, requireParts } from './lesson-parts.js';
import { OutlineRepository } from '../outline/outline.repository.js';

/** Cells of one place of a book, in the order of the parts. */
type CellsAt = (chapterId: string | null) => CoverageCell[];

/** What a textbook volume has and lacks, so that those who know the subject see where work is worth most. */
@Injectable()
export class Coverage {
  constructor(
    private readonly taxonomy: Taxonomy,
    private readonly counts: ChapterCounts,
    private readonly collections: CollectionReader,
    private readonly outline: OutlineRepository,
  ) {}

  /**
   * Counts only what the actor may see, and of a collection only what it shows them. Without `part` the parts are those
   * of the collection's template, else the usual ones. Throws not_found for books that do not exist and collections that
   * are not theirs to see, `taxonomy_unknown` for a part that is no type.
   */
  async of(
    actor: Actor,
    bookId: string,
    { part, collectionId }: z.output<typeof coverageQuery>,
  ): Promise<CoverageView> {
    const { book, chapters } = this.taxonomy.chapters(bookId);
    const template =
      collectionId === undefined
        ? null
        : partsOf((await this.collections.require(actor, collectionId)).record);
    const parts = part ?? template ?? [...LESSON_PARTS];
    requireParts(this.taxonomy, parts);
    const seen = this.byPlace(await this.counts.of(actor, bookId));
    const collected =
      collectionId === undefined
        ? new Map<string, number>()
        : this.byPlace(await this.counts.of(actor, bookId, this.outline.holding(collectionId, 'r.id')));
    const cellsAt: CellsAt = (chapterId) =>
      parts.map((part) => {
        const key = keyOf(chapterId, part);
        return { seen: seen.get(key) ?? 0, collected: collected.get(key) ?? 0 };
      });
    return { book, parts, whole: cellsAt(null), chapters: flattened(chapters, 0, cellsAt) };
  }

  /** Counts by chapter and type; what stands at a knowledge point stands in its lesson. */
  private byPlace(counts: readonly ChapterCount[]): Map<string, number> {
    const found = new Map<string, number>();
    for (const { chapterId, type, count } of counts) {
      const node = chapterId === null ? undefined : this.taxonomy.catalogue.node(chapterId);
      const key = keyOf(node && node.kind !== 'chapter' ? node.parentId : chapterId, type);
      found.set(key, (found.get(key) ?? 0) + count);
    }
    return found;
  }
}

const keyOf = (chapterId: string | null, type: string) => `${chapterId ?? ''} ${type}`;

/** A tree of chapters in the order of the book, each above what lies below it. */
function flattened(nodes: readonly ChapterNodeView[], depth: number, cellsAt: CellsAt): CoverageChapter[] {
  return nodes.flatMap(({ id, title, children }) => [
    { id, title, depth, lesson: children.length === 0, cells: cellsAt(id) },
    ...flattened(children, depth + 1, cellsAt),
  ]);
}
