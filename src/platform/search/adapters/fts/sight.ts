import type { DocColumns } from './doc-columns.js';
import type { Interned } from './interned.js';
import { ALWAYS } from './interned.js';

/** What one person may find at one moment. */
export interface Sight {
  /** 1 for each document number that exists and may be found */
  readonly visible: Uint8Array;
  /** how many those are */
  readonly total: number;
}

interface Kept extends Sight {
  /** the moments for which it is right: `[from, until)` */
  from: number;
  until: number;
}

const KEPT = 8;

/**
 * Works out what people may find, and remembers it for those who asked last: it stays right until the index changes or
 * a window opens or closes.
 */
export class Sights {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly columns: DocColumns,
    private readonly interned: Interned,
  ) {}

  /** To be called when documents changed. */
  forget(): void {
    this.kept.clear();
  }

  /** @param excluded numbers of documents that are to be treated as if they did not exist */
  of(principals: string[], now: number, excluded: number[]): Sight {
    const key = JSON.stringify([...principals].sort());
    let sight = this.kept.get(key);
    if (!sight || now < sight.from || now >= sight.until) sight = this.compute(principals, now);
    this.kept.delete(key);
    this.kept.set(key, sight);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value ?? '');
    return excluded.length === 0 ? sight : without(sight, excluded);
  }

  private compute(principals: string[], now: number): Kept {
    const { size, audience, windowed } = this.columns;
    const marks = this.interned.sightOf(principals);
    const seen = marks.map((mark) => (mark === 0 ? 0 : 1));
    const visible = new Uint8Array(size);
    let total = 0;
    for (let doc = 0; doc < size; doc += 1) total += visible[doc] = seen[audience[doc]!] ?? 0;
    let until = Infinity;
    for (const doc of windowed) {
      if (visible[doc] !== 1 || marks[audience[doc]!]! & ALWAYS) continue;
      const opens = this.columns.from[doc]!;
      const closes = this.columns.until[doc]!;
      if (now < opens || now >= closes) {
        visible[doc] = 0;
        total -= 1;
      }
      if (now < opens) until = Math.min(until, opens);
      else if (now < closes) until = Math.min(until, closes);
    }
    return { visible, total, from: now, until };
  }
}

function without(sight: Sight, excluded: number[]): Sight {
  const visible = sight.visible.slice();
  let { total } = sight;
  for (const doc of new Set(excluded)) {
    if (visible[doc] === 1) total -= 1;
    visible[doc] = 0;
  }
  return { visible, total };
}
