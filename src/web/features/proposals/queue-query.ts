import { infiniteQueryOptions } from '@tanstack/react-query';
import { keys } from '../../api/keys.js';
import { readQueue, type QueueState } from '../../api/proposals.js';

/** What was proposed for a collection, page after page. */
export const queueQuery = (collectionId: string, state: QueueState) =>
  infiniteQueryOptions({
    queryKey: keys.proposalQueue(collectionId, state),
    queryFn: ({ pageParam }) => readQueue(collectionId, state, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
