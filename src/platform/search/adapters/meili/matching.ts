import { rarity } from '../../text/rarity.js';
import type { Atom, QueryTerms } from '../../text/query-terms.js';
import type { CountedAtom } from './candidates.js';
import type { MeiliAsker } from './meili-asker.js';
import { ownWordsOf } from './own-words.js';
import { requiredSets, sufficientSets, type WordSet } from './word-sets.js';

/**
 * Where a query is language rather than chosen words and fewer documents than `few` hold all of it, those that hold
 * part of it are taken too: so much of its words' rarity.
 */
const PARTIAL = { words: null, question: { few: 10, enough: 0.2 }, sentence: { few: 10, enough: 0.2 } };
/** Pairs where two words meet are looked at so far. */
const MAX_LINKS = 6;

/** How often the words of a query stand in what the asker may find. Nothing else is ever counted, so nothing hidden shows. */
export interface Counts {
  /** documents in sight */
  total: number;
  /** documents in sight that hold every atom */
  complete: number;
  atoms: CountedAtom[];
  links: CountedAtom[];
}

/** What matches a query. */
export interface Matching {
  sets: WordSet[];
  partial: boolean;
  /** the atoms as words for Meilisearch, rarest first where they were counted */
  order: string[];
}

export async function countWords(asker: MeiliAsker, asked: QueryTerms, sight: string[]): Promise<Counts> {
  const links = asked.links.slice(0, MAX_LINKS).map((term): Atom => ({ kind: 'part', term, prefix: null }));
  const count = (sets: WordSet[] | null) => ({ sets, filter: sight, limit: 0 });
  const [all, complete, ...each] = await asker.ask([
    count(null),
    count(requiredSets(asked.atoms)),
    ...[...asked.atoms, ...links].map((atom) => count(ownWordsOf(atom).map((word) => [word]))),
  ]);
  const counted = (atoms: Atom[], from: number): CountedAtom[] =>
    atoms.map((atom, i) => ({ atom, seen: each[from + i]?.total ?? 0 }));
  return {
    total: all?.total ?? 0,
    complete: complete?.total ?? 0,
    atoms: counted(asked.atoms, 0),
    links: counted(links, asked.atoms.length),
  };
}

/** Everything that was asked for. */
export function wholeMatch(asked: QueryTerms): Matching {
  return { sets: requiredSets(asked.atoms), partial: false, order: asked.atoms.map(({ term }) => term) };
}

/** What was asked for, or enough of it where too little holds all. */
export function matchOf(asked: QueryTerms, { total, complete, atoms }: Counts): Matching {
  const rule = PARTIAL[asked.style];
  const weighed = atoms
    .map(({ atom, seen }) => ({ atom, weight: rarity(total, seen), seen }))
    .sort((a, b) => b.weight - a.weight);
  const order = weighed.filter(({ seen }) => seen > 0).map(({ atom }) => atom.term);
  if (rule === null || complete >= rule.few) return { ...wholeMatch(asked), order };
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const there = weighed.filter(({ seen }) => seen > 0);
  return { sets: sufficientSets(there, rule.enough * all), partial: true, order };
}
