import { useQuery } from '@tanstack/react-query';
import type { CollectionItem } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { readResource } from '../../api/resources.js';
import { asPinned } from './as-pinned.js';

/** The resource that an item refers to, with what the version held that the item keeps to. */
export function useItemResource(item: CollectionItem | undefined) {
  const id = item?.resource?.id ?? '';
  return useQuery({
    queryKey: keys.resource(id),
    queryFn: () => readResource(id),
    select: (resource) => asPinned(resource, item?.pinned ?? null),
    enabled: id !== '',
  });
}
