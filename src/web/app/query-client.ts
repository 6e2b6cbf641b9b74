import { QueryClient } from '@tanstack/react-query';
import { isApiError } from '../api/errors.js';

/** Refusals are final; only a lost connection or an overloaded server is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 2 && isApiError(error) && (error.code === 'offline' || error.code === 'unavailable'),
      retryDelay: (attempt) => 600 * 2 ** attempt,
    },
  },
});
