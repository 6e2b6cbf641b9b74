import { useEffect, useSyncExternalStore } from 'react';
import { queryClient } from '../../app/query-client.js';
import { keys } from '../../api/keys.js';
import type { SessionView } from '../../api/identity.js';
import {
  createResource,
  publishResource,
  readResource,
  trashResource,
  updateResource,
} from '../../api/resources.js';
import { guessFromNames } from '../../api/taxonomy.js';
import { DraftBatch } from './draft-batch.js';
import { uploadQueue } from './engine/instance.js';

const SYNC_AFTER_MS = 1500;
let batch: DraftBatch | null = null;

/** The one batch of this tab; it stays when another page is looked at. */
function theBatch(): DraftBatch {
  batch ??= new DraftBatch(
    uploadQueue(),
    {
      create: createResource,
      read: readResource,
      update: updateResource,
      publish: publishResource,
      trash: (id) => trashResource(id),
      guess: guessFromNames,
    },
    () => queryClient.getQueryData<SessionView>(keys.session)?.homeSchoolId ?? undefined,
  );
  return batch;
}

export function useUploads() {
  const queue = uploadQueue();
  return { queue, ...useSyncExternalStore(queue.subscribe, queue.getSnapshot) };
}

/** The batch, kept as drafts on the server: a moment after things settle, and when the page is left. */
export function useBatch() {
  const store = theBatch();
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const { items } = useUploads();
  const announced = items.filter((i) => i.uploadId).length;
  const shape = snapshot.units.map((u) => u.key).join();
  useEffect(() => {
    const timer = window.setTimeout(() => void store.sync(), SYNC_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [store, announced, shape]);
  useEffect(() => () => void store.sync(), [store]);
  return { batch: store, ...snapshot };
}
