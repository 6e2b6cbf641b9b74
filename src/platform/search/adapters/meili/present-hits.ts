import type { Index } from 'meilisearch';
import type { SearchHit } from '../../search.port.js';
import { findHits } from '../../text/find-hits.js';
import { compose, fold } from '../../text/fold.js';
import { highlight, snippet } from '../../text/highlight.js';
import type { Atom } from '../../text/query-terms.js';
import { oneOf } from './filter.js';
import { ask } from './meili-client.js';
import { documentKey, type MeiliDocument } from './meili-document.js';

/** What of a document is shown. */
export const SHOWN = [
  'id',
  'rev',
  'title',
  'description',
  'body',
  'publishedAt',
] as const satisfies (keyof MeiliDocument)[];
type Shown = Pick<MeiliDocument, 'id' | 'rev' | 'title' | 'description' | 'body'>;

/**
 * Hits with what matched marked, by the code that marks for the embedded engine: Meilisearch marks 长方 and 形 one by
 * one, and parts of words not at all. The later part of a long text is fetched only where its beginning lacks a word.
 */
export async function presentHits(
  index: Index,
  found: readonly Shown[],
  atoms: Atom[],
): Promise<SearchHit[]> {
  const lacking =
    atoms.length === 0 ? [] : found.filter((hit) => hit.body.length > 0 && !holdsAll(hit, atoms));
  const rests = await restsOf(index, lacking);
  return found.map((hit) => ({
    id: hit.id,
    rev: hit.rev,
    title: highlight(hit.title, atoms),
    snippet:
      atoms.length === 0 ? [] : snippet([hit.description, hit.body + (rests.get(hit.id) ?? '')], atoms),
  }));
}

function holdsAll({ description, body }: Shown, atoms: Atom[]): boolean {
  return [description, body].some(
    (text) => new Set(findHits(fold(compose(text)), atoms).map((hit) => hit.atom)).size === atoms.length,
  );
}

async function restsOf(index: Index, hits: readonly Shown[]): Promise<Map<string, string>> {
  if (hits.length === 0) return new Map();
  const filter = `${oneOf(
    'key',
    hits.map((hit) => documentKey(hit.id)),
  )} AND hasRest = true`;
  const { results } = await ask(() =>
    index.getDocuments<Pick<MeiliDocument, 'id' | 'rest'>>({
      filter,
      fields: ['id', 'rest'],
      limit: hits.length,
    }),
  );
  return new Map(results.map(({ id, rest }) => [id, rest]));
}
