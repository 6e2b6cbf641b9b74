import { useQuery } from '@tanstack/react-query';
import { keys } from '../../api/keys.js';
import { readWordPlace } from '../../api/resources.js';

/** Where to begin reading: a file, and a page (1 …) or second of it. */
export interface Beginning {
  fileId: string;
  at: number;
}

/** The page of a resource that was found by these words: it opens where they stand. */
export const hitPath = (id: string, words: string): string =>
  `/resources/${id}${words ? `?${new URLSearchParams({ words }).toString()}` : ''}`;

/** Where the words that were searched stand; what cannot be told is read from its beginning. */
export function useBeginning(id: string | null, words: string): { begin?: Beginning; isPending: boolean } {
  const enabled = id !== null && words.trim() !== '';
  const { data, isPending } = useQuery({
    queryKey: keys.place(id ?? '', words),
    queryFn: () => readWordPlace(id ?? '', words),
    enabled,
    retry: false,
    staleTime: 60_000,
  });
  const place = data?.place;
  return {
    isPending: enabled && isPending,
    // text that stands on no page is page 0
    ...(place ? { begin: { fileId: place.fileId, at: Math.max(1, place.page) } } : {}),
  };
}
