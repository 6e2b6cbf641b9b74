import { useTranslation } from 'react-i18next';
import type { SavedSearch } from '../../api/collections.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useNodeTitle } from '../search/use-node-title.js';

/** A saved search in words, as short as a heading. */
export function useSearchWords(search: SavedSearch | null): string {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const node = useNodeTitle(search?.node ?? null);
  if (!search) return '';
  const named = (['stage', 'grade', 'subject', 'type'] as const).flatMap((kind) =>
    search[kind].map((key) => taxonomy.name(kind, key)),
  );
  // A book or chapter says its stage, grade and subject by itself.
  const facts =
    search.node === null ? named : [node, ...search.type.map((key) => taxonomy.name('type', key))];
  return [...(search.text ? [`“${search.text}”`] : []), ...facts].join(t('app.comma'));
}
