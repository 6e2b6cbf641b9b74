import type { DocColumns } from './doc-columns.js';
import type { Postings } from './fts5-postings.js';
import { rarity } from './rarity.js';
import type { Sight } from './sight.js';
import type { Atom, QueryTerms } from './text/query-terms.js';
import { codeFields, termRange } from './text/term-code.js';

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
  /** 1 where a document is among them */
  member: Uint8Array;
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
/** How much a term that is not required counts beside one that is. */
const OPTIONAL_WEIGHT = 0.5;
/** Optional terms that are in more documents than this tell too little for what they cost. */
const LARGEST_OPTIONAL = 200_000;
const LARGEST_WORD_START = '\u{10ffff}';

/**
 * The documents that the asker may find and that hold every atom, or part of them (see {@link PARTIAL}). Only documents in sight are ever counted, that decision included, so hidden ones change nothing.
 * @param fields if not 0, atoms must stand in one of these fields (see text/term-code.ts)
 */
export function matchDocuments(
  source: PostingSource,
  columns: DocColumns,
  sight: Sight,
  query: QueryTerms,
  fields = 0,
): Matches {
  const required = query.atoms.map((atom) => read(source, atom, fields));
  required.sort((a, b) => a.count - b.count);
  const terms = required.map((postings) => ({ postings, weight: 1, seen: 0 }));
  const counts = new Uint8Array(columns.size);
  let docs = countAtoms(terms, sight, counts);
  const rule = PARTIAL[query.style];
  const partial = rule !== null && docs.length < rule.few;
  if (partial) docs = holdingPart(terms, sight, counts, rule);
  const member = new Uint8Array(columns.size);
  for (const doc of docs) member[doc] = 1;
  return { docs, member, terms, partial };
}

/** Adds postings that only make documents rank higher. */
export function addOptional(matches: Matches, source: PostingSource, sight: Sight, optional: string[]): void {
  for (const term of optional) {
    const postings = source.read(...termRange(term));
    if (postings.count > LARGEST_OPTIONAL) continue;
    let seen = 0;
    for (let i = 0; i < postings.count; i += 1) if (sight.sees(postings.docs[i]!)) seen += 1;
    matches.terms.push({ postings, weight: OPTIONAL_WEIGHT, seen });
  }
}

/** Everything the asker may find. */
export function allDocuments(columns: DocColumns, sight: Sight): Matches {
  const docs = new Uint32Array(columns.size);
  let count = 0;
  for (let doc = 0; doc < columns.size; doc += 1) if (sight.sees(doc)) docs[count++] = doc;
  return { docs: docs.subarray(0, count), member: new Uint8Array(0), terms: [], partial: false };
}

/** Counts for each document in sight how many atoms it holds, and returns those that hold all. */
function countAtoms(terms: MatchedTerm[], sight: Sight, counts: Uint8Array): Uint32Array {
  const last = terms.at(-1);
  const complete = new Uint32Array(last?.postings.count ?? 0);
  let found = 0;
  for (const term of terms) {
    const { docs, count } = term.postings;
    for (let i = 0; i < count; i += 1) {
      const doc = docs[i]!;
      if (!sight.sees(doc)) continue;
      term.seen += 1;
      const now = ++counts[doc]!;
      if (term === last && now === terms.length) complete[found++] = doc;
    }
  }
  return complete.subarray(0, found);
}

/** Documents in sight that hold enough of the query, words weighed by how rare they are. */
function holdingPart(
  terms: MatchedTerm[],
  sight: Sight,
  counts: Uint8Array,
  rule: { ofAll: number; ofBest: number },
): Uint32Array {
  const total = sight.total();
  const weights = new Float64Array(counts.length);
  let all = 0;
  let best = 0;
  for (const { postings, seen } of terms) {
    const weight = rarity(total, seen);
    all += weight;
    for (let i = 0; i < postings.count; i += 1) {
      const doc = postings.docs[i]!;
      if (doc >= counts.length || counts[doc] === 0) continue;
      const sum = (weights[doc]! += weight);
      if (sum > best) best = sum;
    }
  }
  const enough = Math.max(rule.ofAll * all, rule.ofBest * best, Number.MIN_VALUE);
  const docs: number[] = [];
  for (let doc = 0; doc < weights.length; doc += 1) if (weights[doc]! >= enough) docs.push(doc);
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
