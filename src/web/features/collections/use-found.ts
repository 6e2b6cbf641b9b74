import { useInfiniteQuery } from '@tanstack/react-query';
import { readFound } from '../../api/collections.js';
import { keys } from '../../api/keys.js';

/** What a section's saved search finds, page after page. */
export function useFound(collectionId: string, sectionId: string, mode: 'reading' | 'curating') {
  const query = useInfiniteQuery({
    queryKey: keys.collectionFound(collectionId, sectionId, mode),
    queryFn: ({ pageParam }) => readFound(collectionId, sectionId, mode, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return { query, items: query.data?.pages.flatMap((page) => page.items) ?? [] };
}
