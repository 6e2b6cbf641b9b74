/**
 * Arrays with a place for each document that are used again and again: making and clearing them anew would take
 * longer than most searches. Between searches all are zero.
 */
export class Scratch {
  /** how many of the atoms, from the first on, a document holds */
  counts = new Uint8Array(0);
  /** 1 where a document is among the matches */
  member = new Uint8Array(0);
  scores = new Float64Array(0);

  reserve(size: number): void {
    if (this.counts.length >= size) return;
    this.counts = new Uint8Array(size);
    this.member = new Uint8Array(size);
    this.scores = new Float64Array(size);
  }

  /** @param docs all that were members */
  clear(docs: Uint32Array): void {
    for (let i = 0; i < docs.length; i += 1) {
      const doc = docs[i]!;
      this.member[doc] = 0;
      this.scores[doc] = 0;
    }
  }
}
