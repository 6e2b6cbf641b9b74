import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { search, type SearchFilters } from '../../api/discovery.js';
import { keys } from '../../api/keys.js';
import { readFilters, writeFilters } from './search-state.js';

/** The filters of the address and a way to change them. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const change = useCallback(
    (part: Partial<SearchFilters>) => setParams(writeFilters({ ...filters, ...part })),
    [filters, setParams],
  );
  const preview = params.get('preview');
  const setPreview = useCallback(
    (id: string | null) => {
      const next = writeFilters(filters);
      if (id) next.set('preview', id);
      setParams(next, { preventScrollReset: true, replace: id === null });
    },
    [filters, setParams],
  );
  return { filters, change, preview, setPreview };
}

export function useSearch(filters: SearchFilters) {
  return useInfiniteQuery({
    queryKey: keys.search(filters),
    queryFn: ({ pageParam, signal }) => search(filters, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
