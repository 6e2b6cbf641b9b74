import { AppError } from '../../../kernel/errors.js';
import type { Taxonomy } from '../../taxonomy/index.js';
import type { CollectionRecord } from '../collections/collections.repository.js';

/** Throws `taxonomy_unknown` for a part that is no type of resource. */
export function requireParts(taxonomy: Taxonomy, parts: readonly string[]): void {
  const unknown = parts.find((part) => !taxonomy.catalogue.type(part));
  if (unknown !== undefined) throw new AppError('taxonomy_unknown', { field: 'type', value: unknown });
}

/** The template as it is stored: null for none, an empty one included. */
export function partsText(parts: readonly string[] | null): string | null {
  return parts === null || parts.length === 0 ? null : JSON.stringify([...new Set(parts)]);
}

/** Which parts the collection wants of each lesson; null where it has no template. */
export function partsOf({ parts }: Pick<CollectionRecord, 'parts'>): string[] | null {
  return parts === null ? null : (JSON.parse(parts) as string[]);
}
