import { useQuery } from '@tanstack/react-query';
import { keys } from '../../api/keys.js';
import type { ResourceCard } from '../../api/resources.js';
import { readUploads } from '../../api/uploads.js';
import { useUploads } from '../upload/use-batch.js';

/**
 * Whether a resource waits for bytes that this page does not send: after a reload, say. (Another device may be sending
 * them; nobody but it knows.)
 */
export function useInterrupted(card: Pick<ResourceCard, 'id' | 'pendingUploads'>): boolean {
  const { items } = useUploads();
  const { data } = useQuery({
    queryKey: keys.uploads,
    queryFn: readUploads,
    enabled: card.pendingUploads > 0,
  });
  if (card.pendingUploads === 0) return false;
  const held = items.filter((i) => i.phase !== 'needs-file').map((i) => i.uploadId);
  return (data?.items ?? []).some(
    (upload) => upload.resourceId === card.id && upload.state === 'uploading' && !held.includes(upload.id),
  );
}
