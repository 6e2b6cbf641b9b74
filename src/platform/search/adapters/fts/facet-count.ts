import type { Facet, SearchPage, SearchQuery } from '../../search.port.js';
import { FACETS } from '../../search.port.js';
import type { DocColumns } from './doc-columns.js';
import type { Interned } from './interned.js';

export interface Filtered {
  /** those that pass every filter */
  docs: Uint32Array;
  facets: SearchPage['facets'];
}

const WIDTH = FACETS.length;

/** Applies the filters; each facet is counted over what passes all filters but its own. */
export function filterAndCount(
  docs: Uint32Array,
  filters: SearchQuery['filters'],
  columns: DocColumns,
  interned: Interned,
): Filtered {
  const under = filters.node === undefined ? null : interned.under(filters.node);
  const wanted = FACETS.map((facet) => wantedCodes(facet, filters[facet], interned));
  const active = wanted.flatMap((codes, facet) => (codes ? [facet] : []));
  const counts = FACETS.map((facet) => new Uint32Array(Math.max(1, interned.facetList(facet).length)));
  // one by one: this loop is most of the work of a broad search
  const [stage, subject, grade, type, school, mark] = counts;
  const passing = new Uint32Array(docs.length);
  let passed = 0;
  const values = columns.facets;
  const { nodes } = columns;
  for (let i = 0; i < docs.length; i += 1) {
    const doc = docs[i]!;
    if (under && under[nodes[doc]!] !== 1) continue;
    const base = doc * WIDTH;
    let failed = -1;
    let failures = 0;
    for (const facet of active) {
      if (wanted[facet]![values[base + facet]!] === 1) continue;
      failed = facet;
      failures += 1;
    }
    if (failures > 1) continue;
    if (failures === 1) {
      counts[failed]![values[base + failed]!]! += 1;
      continue;
    }
    passing[passed++] = doc;
    stage![values[base]!]! += 1;
    subject![values[base + 1]!]! += 1;
    grade![values[base + 2]!]! += 1;
    type![values[base + 3]!]! += 1;
    school![values[base + 4]!]! += 1;
    mark![values[base + 5]!]! += 1;
  }
  return { docs: passing.subarray(0, passed), facets: named(counts, interned) };
}

/** 1 for every code that passes; null = no filter. No value chosen means none asked for. */
function wantedCodes(facet: Facet, values: string[] | undefined, interned: Interned): Uint8Array | null {
  if (!values || values.length === 0) return null;
  const codes = new Uint8Array(Math.max(1, interned.facetList(facet).length));
  for (const value of values) {
    const code = interned.facetCode(facet, value);
    if (code !== undefined) codes[code] = 1;
  }
  return codes;
}

function named(counts: Uint32Array[], interned: Interned): SearchPage['facets'] {
  const facets = emptyFacets();
  FACETS.forEach((facet, i) => {
    interned.facetList(facet).forEach((value, code) => {
      const count = counts[i]![code] ?? 0;
      if (value !== undefined && count > 0) facets[facet][value] = count;
    });
  });
  return facets;
}

export function emptyFacets(): SearchPage['facets'] {
  return { stage: {}, subject: {}, grade: {}, type: {}, school: {}, mark: {} };
}
