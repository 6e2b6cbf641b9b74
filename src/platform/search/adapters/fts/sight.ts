import type { DocColumns } from './doc-columns.js';
import type { Interned } from './interned.js';
import { ALWAYS } from './interned.js';

/** What one person may find at one moment. */
export class Sight {
  private readonly marks: Uint8Array;
  private readonly excluded: ReadonlySet<number>;

  /** @param excluded numbers of documents that are to be treated as if they did not exist */
  constructor(
    private readonly columns: DocColumns,
    interned: Interned,
    principals: string[],
    private readonly now: number,
    excluded: Iterable<number>,
  ) {
    this.marks = interned.sightOf(principals);
    this.excluded = new Set(excluded);
  }

  /** Whether the document exists and may be found. Numbers beyond those known are nobody's. */
  sees(doc: number): boolean {
    const { columns } = this;
    if (doc >= columns.size) return false;
    const mark = this.marks[columns.audience[doc]!];
    if (!mark) return false;
    if ((mark & ALWAYS) === 0 && !this.within(doc)) return false;
    return this.excluded.size === 0 || !this.excluded.has(doc);
  }

  /** How many documents may be found in all. */
  total(): number {
    const { columns, marks } = this;
    let total = 0;
    for (let code = 1; code < marks.length; code += 1) {
      if (marks[code]) total += columns.perAudience[code] ?? 0;
    }
    const hidden = new Set<number>();
    for (const doc of columns.windowed) if (this.isMarked(doc) && !this.sees(doc)) hidden.add(doc);
    for (const doc of this.excluded) if (this.isMarked(doc)) hidden.add(doc);
    return total - hidden.size;
  }

  private isMarked(doc: number): boolean {
    return doc < this.columns.size && this.marks[this.columns.audience[doc]!]! > 0;
  }

  private within(doc: number): boolean {
    return this.columns.from[doc]! <= this.now && this.now < this.columns.until[doc]!;
  }
}
