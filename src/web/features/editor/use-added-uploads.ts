import { useState } from 'react';
import type { NewFile } from '../upload/engine/upload-queue.js';
import type { UploadItem } from '../upload/engine/types.js';
import { useUploads } from '../upload/use-batch.js';

export interface AddedUploads {
  items: UploadItem[];
  keys: string[];
  /** uploads that the server knows: they attach when stored, even if that is later */
  ids: string[];
  /** one is not announced yet: saving must wait a moment */
  waiting: boolean;
  add(files: NewFile[]): void;
  remove(key: string): void;
  queue: ReturnType<typeof useUploads>['queue'];
}

/** Files added on the edit page to a resource of this school; they begin to travel at once. */
export function useAddedUploads(schoolId: string): AddedUploads {
  const { queue, items } = useUploads();
  const [keys, setKeys] = useState<string[]>([]);
  const own = items.filter((i) => keys.includes(i.key));
  return {
    queue,
    items: own,
    keys,
    ids: own.flatMap((i) => (i.uploadId && i.phase !== 'failed' ? [i.uploadId] : [])),
    waiting: keys.length !== own.length || own.some((i) => !i.uploadId && i.phase !== 'failed'),
    add: (files) => setKeys((old) => [...old, ...queue.add(files, schoolId)]),
    remove: (key) => {
      queue.remove(key);
      setKeys((old) => old.filter((k) => k !== key));
    },
  };
}
