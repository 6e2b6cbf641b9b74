import type { Postings } from './fts5-postings.js';
import { rarity } from '../../text/rarity.js';
import { OPTIONAL_WEIGHT } from '../../text/scoring.js';
import type { Scratch } from './scratch.js';
import type { Sight } from './sight.js';
import type { Atom, QueryTerms } from '../../text/query-terms.js';
import { codeFields, termRange } from '../../text/term-code.js';

/** Where posting lists come from. */
export interface PostingSource {
  read(first: string, last: string): Postings;
}

/** Postings of one atom or link, and how many documents among them the asker may find. */
export interface MatchedTerm {
  postings: Postings;
  /** how much a document that has it gains, beside its rarity */
  weight: number;
  seen: number;
}

export interface Matches {
  /** numbers of the documents, each once */
  docs: Uint32Array;
  /** in the order of the query, which no hidden document changes: sums of scores depend on it in their last digit */
  terms: MatchedTerm[];
  /** documents that hold only part of the query are among them */
  partial: boolean;
}

/**
 * Where a query is language rather than chosen words and fewer documents than `few` hold all of it, those that hold
 * part are taken too: at least so much of its words' rarity, of all and of the best document's.
 */
const PARTIAL = {
  words: null,
  question: { few: 10, ofAll: 0.2, ofBest: 0.3 },
  sentence: { few: 1, ofAll: 0.4, ofBest: 0.4 },
};
/** Optional terms that are in more documents than this tell too little for what they cost. */
const LARGEST_OPTIONAL = 200_000;
const LARGEST_WORD_START = '\u{10ffff}';

/**
 * The documents that the asker may find and that hold every atom, or part of them (see {@link PARTIAL}). Only
 * documents in sight are ever counted, that decision included, so hidden ones change nothing.
 * @param scratch its `member` tells which documents are among them, until it is cleared
 * @param fields if not 0, atoms must stand in one of these fields (see text/term-code.ts)
 */
export function matchDocuments(
  source: PostingSource,
  scratch: Scratch,
  sight: Sight,
  query: QueryTerms,
  fields = 0,
): Matches {
  const terms = query.atoms.map((atom) => ({ postings: read(source, atom, fields), weight: 1, seen: 0 }));
  const rarestFirst = [...terms].sort((a, b) => a.postings.count - b.postings.count);
  let docs = holdingAll(rarestFirst, sight.visible, scratch.counts);
  const rule = PARTIAL[query.style];
  const partial = rule !== null && docs.length < rule.few;
  if (partial) docs = holdingPart(terms, sight, scratch.scores, rule);
  for (let i = 0; i < docs.length; i += 1) scratch.member[docs[i]!] = 1;
  return { docs, terms, partial };
}

/** Adds postings that only make documents rank higher. */
export function addOptional(matches: Matches, source: PostingSource, sight: Sight, optional: string[]): void {
  for (const term of optional) {
    const postings = source.read(...termRange(term));
    if (postings.count > LARGEST_OPTIONAL) continue;
    matches.terms.push({ postings, weight: OPTIONAL_WEIGHT, seen: countSeen(postings, sight.visible) });
  }
}

/** Everything the asker may find. */
export function allDocuments({ visible, total }: Sight): Matches {
  const docs = new Uint32Array(total);
  let count = 0;
  for (let doc = 0; doc < visible.length; doc += 1) if (visible[doc] === 1) docs[count++] = doc;
  return { docs, terms: [], partial: false };
}

function countSeen({ docs, count }: Postings, visible: Uint8Array): number {
  let seen = 0;
  // numbers beyond those known are of documents that this thread has not been told of yet
  for (let i = 0; i < count; i += 1) if (visible[docs[i]!] === 1) seen += 1;
  return seen;
}

/**
 * Counts how often each term is in sight, and returns the documents in sight that hold all. `counts` goes up from term
 * to term for what holds all so far, and is zero again at the end.
 * @param terms the rarest first
 */
function holdingAll(terms: MatchedTerm[], visible: Uint8Array, counts: Uint8Array): Uint32Array {
  const rarest = terms[0]!.postings;
  const complete = new Uint32Array(rarest.count);
  let found = 0;
  terms.forEach((term, index) => {
    const { docs, count } = term.postings;
    const isLast = index === terms.length - 1;
    let seen = 0;
    for (let i = 0; i < count; i += 1) {
      const doc = docs[i]!;
      if (visible[doc] !== 1) continue;
      seen += 1;
      if (counts[doc] !== index) continue;
      if (isLast) complete[found++] = doc;
      else counts[doc] = index + 1;
    }
    term.seen = seen;
  });
  if (terms.length > 1) for (let i = 0; i < rarest.count; i += 1) counts[rarest.docs[i]!] = 0;
  return complete.subarray(0, found);
}

/** Documents in sight that hold enough of the query, words weighed by how rare they are. */
function holdingPart(
  terms: MatchedTerm[],
  { visible, total }: Sight,
  weights: Float64Array,
  rule: { ofAll: number; ofBest: number },
): Uint32Array {
  let all = 0;
  let best = 0;
  for (const { postings, seen } of terms) {
    const weight = rarity(total, seen);
    all += weight;
    for (let i = 0; i < postings.count; i += 1) {
      const doc = postings.docs[i]!;
      if (visible[doc] !== 1) continue;
      const sum = (weights[doc]! += weight);
      if (sum > best) best = sum;
    }
  }
  const enough = Math.max(rule.ofAll * all, rule.ofBest * best, Number.MIN_VALUE);
  const docs: number[] = [];
  for (let doc = 0; doc < visible.length; doc += 1) if (weights[doc]! >= enough) docs.push(doc);
  weights.fill(0);
  return Uint32Array.from(docs);
}

function read(source: PostingSource, atom: Atom, fields: number): Postings {
  const exact = source.read(...termRange(atom.term));
  const both =
    atom.prefix === null ? exact : union(exact, source.read(atom.prefix, atom.prefix + LARGEST_WORD_START));
  return fields === 0 ? both : only(both, fields);
}

/** Each document once: where several words begin alike, the first that is met stands for all. */
function union(a: Postings, b: Postings): Postings {
  const met = new Set<number>();
  const docs = new Uint32Array(a.count + b.count);
  const runs: Postings['runs'] = [];
  let count = 0;
  for (const postings of [a, b]) {
    for (const [code, from, to] of postings.runs) {
      const start = count;
      for (let i = from; i < to; i += 1) {
        const doc = postings.docs[i]!;
        if (met.has(doc)) continue;
        met.add(doc);
        docs[count++] = doc;
      }
      if (count > start) runs.push([code, start, count]);
    }
  }
  return { docs, count, runs };
}

function only(postings: Postings, fields: number): Postings {
  const docs = new Uint32Array(postings.count);
  const runs: Postings['runs'] = [];
  let count = 0;
  for (const [code, from, to] of postings.runs) {
    if ((codeFields(code) & fields) === 0) continue;
    docs.set(postings.docs.subarray(from, to), count);
    runs.push([code, count, count + to - from]);
    count += to - from;
  }
  return { docs, count, runs };
}
