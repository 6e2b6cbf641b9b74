import { FACETS } from '../../search.port.js';

/** Words and ideographs of a document's running text, and of its title (at most 255 are told apart). */
export interface DocLengths {
  length: number;
  titleLength: number;
}

/** What is known of one document without reading its text. `audience` 0 means that there is no such document (any more). */
export interface DocRecord extends DocLengths {
  /** code of its audience (see {@link Interned}) */
  audience: number;
  /** code of its set of taxonomy nodes */
  nodes: number;
  /** codes of the facet values in the order of FACETS, 0 = none */
  facets: number[];
  publishedAt: number;
  /** window; ∓Infinity = open */
  from: number;
  until: number;
  id: string;
}

/** Documents per stored block. */
export const BLOCK = 256;
const WIDTH = FACETS.length;
const TITLE_BITS = 8;
const FLOATS = 3;
const INTEGERS = 5 + WIDTH;
export const BLOCK_BYTES = BLOCK * (FLOATS * 8 + INTEGERS * 4);

/** The first 60 bits of an id's order as two integers: hexadecimal digits for UUIDs, characters for other ids. */
export function idOrder(id: string): [high: number, low: number] {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/.test(id)) {
    return [
      parseInt(id.slice(0, 8), 16),
      parseInt(id.slice(9, 13) + id.slice(15, 18) + id.slice(19, 20), 16),
    ];
  }
  const bytes = Buffer.alloc(8);
  bytes.write(id, 'utf8');
  return [bytes.readUInt32BE(0), bytes.readUInt32BE(4)];
}

/** The columns of one block, views on its bytes. */
class BlockView {
  readonly floats: Float64Array;
  readonly integers: Uint32Array;
  constructor(bytes: ArrayBuffer) {
    this.floats = new Float64Array(bytes, 0, BLOCK * FLOATS);
    this.integers = new Uint32Array(bytes, BLOCK * FLOATS * 8, BLOCK * INTEGERS);
  }
}

/** Writes a record into the bytes of its block. */
export function writeRecord(bytes: ArrayBuffer, doc: number, record: DocRecord): void {
  const { floats, integers } = new BlockView(bytes);
  const i = doc % BLOCK;
  floats[i] = record.publishedAt;
  floats[BLOCK + i] = record.from;
  floats[2 * BLOCK + i] = record.until;
  const [high, low] = idOrder(record.id);
  const packed = ((record.length << TITLE_BITS) >>> 0) | Math.min(record.titleLength, (1 << TITLE_BITS) - 1);
  [record.audience, record.nodes, packed >>> 0, high, low].forEach((value, column) => {
    integers[column * BLOCK + i] = value;
  });
  record.facets.forEach((value, facet) => {
    integers[5 * BLOCK + i * WIDTH + facet] = value;
  });
}

/** The lengths that were written with a record. */
export function readLengths(bytes: ArrayBuffer, doc: number): DocLengths {
  const packed = new BlockView(bytes).integers[2 * BLOCK + (doc % BLOCK)]!;
  return { length: packed >>> TITLE_BITS, titleLength: packed & ((1 << TITLE_BITS) - 1) };
}

/** Marks a document as gone. */
export function clearRecord(bytes: ArrayBuffer, doc: number): void {
  new BlockView(bytes).integers[doc % BLOCK] = 0;
}

/** All documents' records in memory, a typed array per column; the document's number is the index. */
export class DocColumns {
  /** numbers below this may be in use */
  size = 0;
  publishedAt = new Float64Array(0);
  from = new Float64Array(0);
  until = new Float64Array(0);
  audience = new Uint32Array(0);
  nodes = new Uint32Array(0);
  private lengths = new Uint32Array(0);
  private high = new Uint32Array(0);
  private low = new Uint32Array(0);
  /** of each document as many as there are FACETS */
  facets = new Uint32Array(0);
  /** how many living documents have each audience */
  readonly perAudience: number[] = [];
  /** living documents whose window is not open on both sides */
  readonly windowed = new Set<number>();

  /** Takes over one stored block. */
  load(block: number, bytes: ArrayBuffer): void {
    const base = block * BLOCK;
    this.reserve(base + BLOCK);
    const { floats, integers } = new BlockView(bytes);
    const newAudience = integers.subarray(0, BLOCK);
    for (let i = 0; i < BLOCK; i += 1) {
      const doc = base + i;
      this.recount(this.audience[doc]!, -1);
      this.recount(newAudience[i]!, 1);
      const open = floats[BLOCK + i] === -Infinity && floats[2 * BLOCK + i] === Infinity;
      if (open || newAudience[i] === 0) this.windowed.delete(doc);
      else this.windowed.add(doc);
    }
    this.publishedAt.set(floats.subarray(0, BLOCK), base);
    this.from.set(floats.subarray(BLOCK, 2 * BLOCK), base);
    this.until.set(floats.subarray(2 * BLOCK), base);
    [this.audience, this.nodes, this.lengths, this.high, this.low].forEach((column, c) => {
      column.set(integers.subarray(c * BLOCK, (c + 1) * BLOCK), base);
    });
    this.facets.set(integers.subarray(5 * BLOCK), base * WIDTH);
    this.size = Math.max(this.size, base + BLOCK);
  }

  length(doc: number): number {
    return this.lengths[doc]! >>> TITLE_BITS;
  }

  titleLength(doc: number): number {
    return this.lengths[doc]! & ((1 << TITLE_BITS) - 1);
  }

  /** Code of a facet value of a document, 0 = none. @param facet its place in FACETS */
  facet(doc: number, facet: number): number {
    return this.facets[doc * WIDTH + facet]!;
  }

  /** Negative when `a`'s id comes before `b`'s, as far as the first 60 bits tell; 0 = not known. */
  compareIds(a: number, b: number): number {
    return this.high[a]! - this.high[b]! || this.low[a]! - this.low[b]!;
  }

  /** The same against the order of an id (see {@link idOrder}). */
  compareToId(doc: number, order: [number, number]): number {
    return this.high[doc]! - order[0] || this.low[doc]! - order[1];
  }

  private recount(audience: number, by: number): void {
    if (audience > 0) this.perAudience[audience] = (this.perAudience[audience] ?? 0) + by;
  }

  /** Makes room for documents up to this number, at once rather than step by step. */
  reserve(size: number): void {
    if (size <= this.audience.length) return;
    const capacity = Math.max(size, Math.ceil(this.audience.length * 1.25));
    const grow = <T extends Float64Array | Uint32Array>(old: T, next: T): T => {
      next.set(old);
      return next;
    };
    this.publishedAt = grow(this.publishedAt, new Float64Array(capacity));
    this.from = grow(this.from, new Float64Array(capacity));
    this.until = grow(this.until, new Float64Array(capacity));
    this.audience = grow(this.audience, new Uint32Array(capacity));
    this.nodes = grow(this.nodes, new Uint32Array(capacity));
    this.lengths = grow(this.lengths, new Uint32Array(capacity));
    this.high = grow(this.high, new Uint32Array(capacity));
    this.low = grow(this.low, new Uint32Array(capacity));
    this.facets = grow(this.facets, new Uint32Array(capacity * WIDTH));
  }
}
