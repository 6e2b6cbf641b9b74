import type { Facet, SearchAudience } from '../../search.port.js';
import { FACETS } from '../../search.port.js';

/** Kinds of values that documents share and that are stored once under a small number (≥ 1). */
export type InternedKind = 'audience' | 'nodes' | Facet;

/** A value with its number. */
export interface InternedValue {
  kind: InternedKind;
  code: number;
  value: string;
}

/** The text under which an audience is stored: its principals without its window. */
export function audienceKey({ audience, always }: SearchAudience): string {
  return JSON.stringify([unique(audience), unique(always)]);
}

export function nodesKey(nodes: string[]): string {
  return JSON.stringify(unique(nodes));
}

function unique(values: string[]): string[] {
  return [...new Set(values)].sort();
}

/** Sees within the window. */
export const WITHIN_WINDOW = 1;
/** Sees at any time. */
export const ALWAYS = 2;

/** Interned values in memory, by what queries ask of them. */
export class Interned {
  private readonly audiences = new Map<string, number[]>();
  private readonly always = new Map<string, number[]>();
  private readonly nodes = new Map<string, number[]>();
  private readonly facetCodes = new Map<Facet, Map<string, number>>();
  private readonly facetValues = new Map<Facet, string[]>();
  private largest = { audience: 0, nodes: 0 };

  constructor() {
    for (const facet of FACETS) {
      this.facetCodes.set(facet, new Map());
      this.facetValues.set(facet, []);
    }
  }

  add({ kind, code, value }: InternedValue): void {
    if (kind === 'audience') {
      const [audience, always] = JSON.parse(value) as [string[], string[]];
      for (const principal of audience) append(this.audiences, principal, code);
      for (const principal of always) append(this.always, principal, code);
      this.largest.audience = Math.max(this.largest.audience, code);
    } else if (kind === 'nodes') {
      for (const node of JSON.parse(value) as string[]) append(this.nodes, node, code);
      this.largest.nodes = Math.max(this.largest.nodes, code);
    } else {
      this.facetCodes.get(kind)?.set(value, code);
      const values = this.facetValues.get(kind);
      if (values) values[code] = value;
    }
  }

  /** For every audience, whether one of these principals is in it: {@link WITHIN_WINDOW}, {@link ALWAYS}, both or 0. */
  sightOf(principals: string[]): Uint8Array {
    const marks = new Uint8Array(this.largest.audience + 1);
    for (const principal of principals) {
      for (const code of this.audiences.get(principal) ?? []) marks[code]! |= WITHIN_WINDOW;
      for (const code of this.always.get(principal) ?? []) marks[code]! |= ALWAYS;
    }
    return marks;
  }

  /** For every set of nodes, 1 when the node is in it. */
  under(node: string): Uint8Array {
    const marks = new Uint8Array(this.largest.nodes + 1);
    for (const code of this.nodes.get(node) ?? []) marks[code] = 1;
    return marks;
  }

  /** Code of a facet value; undefined when no document has it. */
  facetCode(facet: Facet, value: string): number | undefined {
    return this.facetCodes.get(facet)?.get(value);
  }

  /** Values of a facet by code. */
  facetList(facet: Facet): readonly (string | undefined)[] {
    return this.facetValues.get(facet) ?? [];
  }
}

function append(map: Map<string, number[]>, key: string, code: number): void {
  const codes = map.get(key);
  if (codes) codes.push(code);
  else map.set(key, [code]);
}
