import { useInfiniteQuery } from '@tanstack/react-query';
import { search } from '../../api/discovery.js';
import { keys } from '../../api/keys.js';
import { readResources, type ResourcePage } from '../../api/resources.js';

/** What has been published lately: in one subject (asked of the search), or everything I may see. */
export function useNewest(subject: string | null, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...keys.resources('newest'), subject ?? ''],
    queryFn: ({ pageParam, signal }) =>
      subject ? newestOf(subject, pageParam, signal) : readResources('newest', pageParam, 12),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
  });
}

async function newestOf(
  subject: string,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ResourcePage> {
  const filters = {
    text: '',
    stage: [],
    subject: [subject],
    grade: [],
    type: [],
    school: [],
    mark: [],
    node: null,
    sort: 'newest' as const,
  };
  const page = await search(filters, cursor, signal);
  return { items: page.items.map((hit) => hit.resource), next: page.next };
}
