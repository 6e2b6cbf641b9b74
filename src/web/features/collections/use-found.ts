import { infiniteQueryOptions, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { MOST_GATHERED } from '../../../contracts/constants.js';
import { readFound, type CollectionView } from '../../api/collections.js';
import { keys } from '../../api/keys.js';

const PAGE = 20;

const found = (collectionId: string, sectionId: string, mode: 'reading' | 'curating') =>
  infiniteQueryOptions({
    queryKey: keys.collectionFound(collectionId, sectionId, mode),
    queryFn: ({ pageParam }) => readFound(collectionId, sectionId, mode, PAGE, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** What a section's saved search finds, page after page. */
export function useFound(collectionId: string, sectionId: string, mode: 'reading' | 'curating') {
  const query = useInfiniteQuery(found(collectionId, sectionId, mode));
  return { query, items: query.data?.pages.flatMap((page) => page.items) ?? [] };
}

/** Reads all that the sections of a collection gather, as far as paper takes it, so that it stands on the page. */
export function useAllFound({ id, sections }: Pick<CollectionView, 'id' | 'sections'>): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const searching = sections.filter(({ search }) => search !== null);
    const pages = MOST_GATHERED / PAGE;
    await Promise.all(
      searching.map((section) =>
        client.fetchInfiniteQuery({ ...found(id, section.id, 'reading'), pages, staleTime: 0 }),
      ),
    );
  };
}
