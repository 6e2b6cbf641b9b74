import type { ResourceView } from '../../api/resources.js';
import { useSession } from '../../app/session.js';
import { has } from './rights.js';

/** Whose name previews of a resource carry; null where they are not marked. */
export function useReaderMark(
  resource: Pick<ResourceView, 'watermark' | 'right'> | undefined,
): string | null {
  const { name } = useSession().user;
  return resource?.watermark && !has(resource.right, 'edit') ? name : null;
}
