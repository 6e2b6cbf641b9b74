import { decodeCursor, encodeCursor } from '../../../../kernel/cursor.js';
import { AppError } from '../../../../kernel/errors.js';
import type { DocColumns } from './doc-columns.js';
import { idOrder } from './doc-columns.js';

/** Where a page ended: sort key and id of its last hit. */
interface Position {
  key: number;
  id: string;
  order: [number, number];
}

export type SortName = 'relevance' | 'newest';

/**
 * The order of hits: larger key first (score or time of publication), then larger id, so that equal keys show the
 * later made first and a page goes on exactly where the one before it ended.
 */
export class HitOrder {
  private readonly ids = new Map<number, string>();

  /** @param idOf asked only for documents whose ids begin alike */
  constructor(
    private readonly columns: DocColumns,
    private readonly keys: Float64Array,
    private readonly idOf: (doc: number) => string,
  ) {}

  /** The first `limit` of `docs` behind `after`, in order, and whether there are more. */
  take(docs: Uint32Array, after: Position | null, limit: number): { docs: number[]; more: boolean } {
    const heap: number[] = [];
    let behind = 0;
    for (let i = 0; i < docs.length; i += 1) {
      const doc = docs[i]!;
      if (after && this.compareTo(doc, after) <= 0) continue;
      behind += 1;
      if (heap.length < limit) {
        heap.push(doc);
        this.siftUp(heap);
      } else if (limit > 0 && this.compare(doc, heap[0]!) < 0) {
        heap[0] = doc;
        this.siftDown(heap);
      }
    }
    heap.sort((a, b) => this.compare(a, b));
    return { docs: heap, more: behind > heap.length };
  }

  cursor(sort: SortName, doc: number): string {
    return encodeCursor([sort, this.keys[doc]!, this.id(doc)]);
  }

  private id(doc: number): string {
    const known = this.ids.get(doc);
    if (known !== undefined) return known;
    const id = this.idOf(doc);
    this.ids.set(doc, id);
    return id;
  }

  /** Negative when `a` stands before `b`. */
  private compare(a: number, b: number): number {
    return this.keys[b]! - this.keys[a]! || this.columns.compareIds(b, a) || byText(this.id(b), this.id(a));
  }

  private compareTo(doc: number, position: Position): number {
    return (
      position.key - this.keys[doc]! ||
      -this.columns.compareToId(doc, position.order) ||
      byText(position.id, this.id(doc))
    );
  }

  /** The heap's root is the last of those kept. */
  private siftUp(heap: number[]): void {
    let child = heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (this.compare(heap[child]!, heap[parent]!) <= 0) return;
      swap(heap, child, parent);
      child = parent;
    }
  }

  private siftDown(heap: number[]): void {
    let parent = 0;
    for (;;) {
      let last = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < heap.length && this.compare(heap[child]!, heap[last]!) > 0) last = child;
      }
      if (last === parent) return;
      swap(heap, parent, last);
      parent = last;
    }
  }
}

/** @throws AppError invalid_request when the cursor is none of ours, or of another order of hits */
export function readCursor(cursor: string | null, sort: SortName): Position | null {
  if (cursor === null) return null;
  const [name, key, id] = decodeCursor(cursor, 3) ?? [];
  if (name !== sort || typeof key !== 'number' || typeof id !== 'string')
    throw new AppError('invalid_request');
  return { key, id, order: idOrder(id) };
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function swap(heap: number[], a: number, b: number): void {
  const kept = heap[a]!;
  heap[a] = heap[b]!;
  heap[b] = kept;
}
