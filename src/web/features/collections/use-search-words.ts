import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SavedSearch } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { readChapters } from '../../api/taxonomy.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { pathTo } from '../search/use-node-title.js';

/** A saved search in words, as short as a heading. */
export function useSearchWords(search: SavedSearch | null): string {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const node = useNodeWords(search?.node ?? null);
  if (!search) return '';
  const named = (['stage', 'grade', 'subject', 'type'] as const).flatMap((kind) =>
    search[kind].map((key) => taxonomy.name(kind, key)),
  );
  // A book or chapter says its stage, grade and subject by itself.
  const facts =
    search.node === null ? named : [...node, ...search.type.map((key) => taxonomy.name('type', key))];
  return [...(search.text ? [`“${search.text}”`] : []), ...facts].join(t('app.comma'));
}

/** Title of a book, and of a chapter in it; nothing while they are on their way. */
function useNodeWords(node: string | null): string[] {
  const bookId = node?.split('.')[0] ?? '';
  const { data } = useQuery({
    queryKey: keys.chapters(bookId),
    queryFn: () => readChapters(bookId),
    enabled: bookId !== '',
    staleTime: Infinity,
  });
  if (!data || node === null) return [];
  return [data.book.title, ...(pathTo(data.chapters, node)?.slice(-1) ?? [])];
}
