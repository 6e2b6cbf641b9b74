import { isMoving, type UploadQueue } from './upload-queue.js';

/** Resolves once each upload of these keys is known to the server, or is not on its way any more. */
export function announced(queue: UploadQueue, keys: () => readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const { items } = queue.getSnapshot();
      const unknown = keys().some((key) => {
        const item = items.find((i) => i.key === key);
        return !item || (isMoving(item) && !item.uploadId);
      });
      if (unknown) return;
      leave();
      resolve();
    };
    const leave = queue.subscribe(look);
    look();
  });
}
