import { useEffect, useSyncExternalStore } from 'react';
import { actingSchool } from '../../api/acting.js';
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

const SYNC_AFTER_MS = 400;
/** after the last key that was typed */
const SAVE_AFTER_MS = 700;
/** once the server could not be reached */
const SAVE_AGAIN_MS = 3_000;
let batch: DraftBatch | null = null;

/** The one batch of this tab; it stays when another page is looked at. */
export function uploadBatch(): DraftBatch {
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
    () => actingSchool() ?? undefined,
  );
  return batch;
}

export function useUploads() {
  const queue = uploadQueue();
  return { queue, ...useSyncExternalStore(queue.subscribe, queue.getSnapshot) };
}

/**
 * The batch, kept as drafts on the server: a moment after things settle, again while the server is away, and when the
 * page is left.
 */
export function useBatch() {
  const store = uploadBatch();
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const { items } = useUploads();
  const announced = items.filter((i) => i.uploadId).length;
  const shape = snapshot.units.map((u) => u.key).join();
  useEffect(() => {
    let timer = 0;
    let left = false;
    const soon = () => {
      timer = window.setTimeout(
        () => void store.sync().then((reached) => !reached && !left && soon()),
        SYNC_AFTER_MS,
      );
    };
    soon();
    return () => {
      left = true;
      window.clearTimeout(timer);
    };
  }, [store, announced, shape]);
  const { units, shared } = snapshot;
  useEffect(() => {
    let timer = 0;
    let left = false;
    const after = (ms: number) => {
      timer = window.setTimeout(
        () => void store.save().then((reached) => !reached && !left && after(SAVE_AGAIN_MS)),
        ms,
      );
    };
    after(SAVE_AFTER_MS);
    return () => {
      left = true;
      window.clearTimeout(timer);
    };
  }, [store, units, shared]);
  useEffect(() => () => void store.sync().then(() => store.save()), [store]);
  return { batch: store, ...snapshot };
}
