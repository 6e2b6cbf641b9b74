import { open } from 'node:fs/promises';
import type { HeldPart, UploadDirectory } from './upload-directory.js';

/**
 * Brings parts to the disk behind the back of whoever sends them, one sync per upload at a time: it covers all parts
 * written before it, and holds one thread of the pool at most. What fails here is made up for when the upload is joined.
 */
export class LazySync {
  private readonly waiting = new Map<string, HeldPart[]>();

  add(directory: UploadDirectory, part: HeldPart): void {
    const queue = this.waiting.get(directory.path);
    if (queue) {
      queue.push(part);
      return;
    }
    this.waiting.set(directory.path, [part]);
    this.drain(directory).then(
      () => undefined,
      () => this.waiting.delete(directory.path),
    );
  }

  private async drain(directory: UploadDirectory): Promise<void> {
    for (;;) {
      const parts = this.waiting.get(directory.path)!.splice(0);
      if (parts.length === 0) {
        this.waiting.delete(directory.path);
        return;
      }
      const data = await open(directory.data, 'r+');
      try {
        await data.datasync();
      } finally {
        await data.close();
      }
      await directory.settle(parts);
    }
  }
}
