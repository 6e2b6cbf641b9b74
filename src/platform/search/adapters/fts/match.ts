import type { DocColumns } from './doc-columns.js';
import type { Postings } from './fts5-postings.js';
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
  required: boolean;
  seen: number;
}

export interface Matches {
  /** numbers of the documents, each once */
  docs: Uint32Array;
  /** 1 where a document is among them */
  member: Uint8Array;
  terms: MatchedTerm[];
}

/** With fewer words than this, all of them are always required. */
const LONG_QUERY = 4;
const LARGEST_WORD_START = '\u{10ffff}';

/**
 * The documents that the asker may find and that hold every atom. A question of {@link LONG_QUERY} words or more that
 * nothing answers as a whole is answered by what holds most of it, at least half. Only documents in sight are ever
 * counted, the decision between the two included, so hidden ones change nothing.
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
  const terms = required.map((postings) => ({ postings, required: true, seen: 0 }));
  const counts = new Uint8Array(columns.size);
  let docs = countAtoms(terms, sight, counts, terms.length);
  if (docs.length === 0 && terms.length >= LONG_QUERY) docs = bestPartial(terms, counts);
  const member = new Uint8Array(columns.size);
  for (const doc of docs) member[doc] = 1;
  return { docs, member, terms };
}

/** Adds postings that only make documents rank higher. */
export function addLinks(matches: Matches, source: PostingSource, sight: Sight, links: string[]): void {
  for (const link of links) {
    const postings = source.read(...termRange(link));
    let seen = 0;
    for (let i = 0; i < postings.count; i += 1) if (sight.sees(postings.docs[i]!)) seen += 1;
    matches.terms.push({ postings, required: false, seen });
  }
}

/** Everything the asker may find. */
export function allDocuments(columns: DocColumns, sight: Sight): Matches {
  const docs = new Uint32Array(columns.size);
  let count = 0;
  for (let doc = 0; doc < columns.size; doc += 1) if (sight.sees(doc)) docs[count++] = doc;
  return { docs: docs.subarray(0, count), member: new Uint8Array(0), terms: [] };
}

/** Counts for each document in sight how many atoms it holds, and returns those that hold all. */
function countAtoms(terms: MatchedTerm[], sight: Sight, counts: Uint8Array, all: number): Uint32Array {
  const last = terms.at(-1);
  const complete = new Uint32Array(last?.postings.count ?? 0);
  let found = 0;
  terms.forEach((term, index) => {
    const { docs, count } = term.postings;
    for (let i = 0; i < count; i += 1) {
      const doc = docs[i]!;
      if (!sight.sees(doc)) continue;
      term.seen += 1;
      const now = ++counts[doc]!;
      if (index === all - 1 && now === all) complete[found++] = doc;
    }
  });
  return complete.subarray(0, found);
}

function bestPartial(terms: MatchedTerm[], counts: Uint8Array): Uint32Array {
  let best = 0;
  for (const count of counts) if (count > best) best = count;
  const enough = Math.max(Math.ceil(terms.length / 2), Math.ceil(best * 0.6));
  const docs: number[] = [];
  for (let doc = 0; doc < counts.length; doc += 1) if (counts[doc]! >= enough) docs.push(doc);
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
