import { close, fstat, open as openFile } from 'node:fs';
import { lstat, open, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import {
  ObjectNotFoundError,
  ObjectStore,
  type ByteRange,
  type ObjectInfo,
  type ObjectKey,
  type PutOptions,
} from '../../storage.port.js';
import {
  freshPath,
  has,
  linkOrCopy,
  makeDirectory,
  publish,
  removeOlder,
  syncFile,
  writeFrom,
} from './atomic-files.js';
import { FileReading } from './file-reading.js';

/** A plain descriptor: streams read faster from it than from a FileHandle. */
const openDescriptor = promisify(openFile) as (path: string, flags: string) => Promise<number>;
const statDescriptor = promisify(fstat);
const closeDescriptor = promisify(close);
const PLACE_ATTEMPTS = 20;
/** Temporary files older than this belong to nobody that lives. */
const STALE_MS = 24 * 3_600_000;

/**
 * Objects as files below `<root>/objects`, at the path their key spells. A new object is written under `<root>/tmp`,
 * synced, then renamed or linked into place, so a key holds all of its bytes or does not exist. Files are never
 * changed once they have their name; a copy is a hard link.
 */
export class DiskObjectStore extends ObjectStore {
  readonly reach = 'host';
  private readonly objects: string;
  private readonly temporary: string;

  private constructor(root: string) {
    super();
    this.objects = join(root, 'objects');
    this.temporary = join(root, 'tmp');
  }

  /** Opens or creates the store and removes what writers left that died more than a day ago. */
  static async open(root: string, now: number): Promise<DiskObjectStore> {
    const store = new DiskObjectStore(root);
    await makeDirectory(store.objects);
    await makeDirectory(store.temporary);
    await removeOlder(store.temporary, STALE_MS, now);
    return store;
  }

  async put(
    key: ObjectKey,
    body: Readable | Buffer | { path: string },
    { ifAbsent = false, settleLater }: PutOptions,
  ): Promise<boolean> {
    const path = this.pathOf(key);
    if (ifAbsent && (await exists(path))) return false;
    const draft = freshPath(this.temporary);
    try {
      const isLinked = settleLater !== undefined && isFileOf(body);
      await (isLinked ? linkFile(draft, body.path) : writeSynced(draft, body));
      const placed = await this.place(draft, path, ifAbsent);
      if (placed && isLinked) settleLater(() => syncFile(path));
      return placed;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async get(key: ObjectKey, range?: ByteRange): Promise<Readable> {
    try {
      const path = this.pathOf(key);
      const fd = await openDescriptor(path, 'r');
      if (range) return new FileReading(fd, range);
      const { size } = await statDescriptor(fd);
      if (size > 0) return new FileReading(fd, { start: 0, end: size - 1 });
      await closeDescriptor(fd);
      return Readable.from([]);
    } catch (error) {
      throw absent(error, key);
    }
  }

  async head(key: ObjectKey): Promise<ObjectInfo | null> {
    try {
      const info = await stat(this.pathOf(key));
      return info.isFile() ? { key, size: info.size, modifiedAt: Math.trunc(info.ctimeMs) } : null;
    } catch (error) {
      if (has(error, 'ENOENT', 'ENOTDIR')) return null;
      throw error;
    }
  }

  async copy(from: ObjectKey, to: ObjectKey, options: { ifAbsent?: boolean } = {}): Promise<boolean> {
    const draft = freshPath(this.temporary);
    try {
      await linkOrCopy(this.pathOf(from), draft);
    } catch (error) {
      throw absent(error, from);
    }
    try {
      return await this.place(draft, this.pathOf(to), options.ifAbsent ?? false);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async delete(keys: readonly ObjectKey[]): Promise<void> {
    for (const key of keys) {
      const path = this.pathOf(key);
      await rm(path, { force: true });
      await this.pruneEmpty(dirname(path));
    }
  }

  /** Folders that became empty go; one that is being filled again stays or is made anew by `place`. */
  private async pruneEmpty(directory: string): Promise<void> {
    for (let path = directory; path.length > this.objects.length; path = dirname(path)) {
      try {
        await rmdir(path);
      } catch {
        return;
      }
    }
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    yield* this.walk(join(this.objects, folder), prefix);
  }

  private async *walk(directory: string, prefix: string): AsyncIterable<ObjectInfo> {
    const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
      if (has(error, 'ENOENT', 'ENOTDIR')) return [];
      throw error;
    });
    for (const entry of entries) {
      const path = join(directory, entry.name);
      const key = relative(this.objects, path).split(sep).join('/');
      if (entry.isDirectory()) {
        if (prefix.startsWith(`${key}/`) || key.startsWith(prefix)) yield* this.walk(path, prefix);
      } else if (key.startsWith(prefix)) {
        const info = await this.head(key);
        if (info) yield info;
      }
    }
  }

  async localFile(key: ObjectKey): Promise<string> {
    if (!(await this.head(key))) throw new ObjectNotFoundError(key);
    return this.pathOf(key);
  }

  /** Our own HTTP process streams. */
  async readUrl(): Promise<null> {
    return null;
  }

  /** Gives a finished file of this disk its key: the end of a multipart upload. */
  adopt(file: string, key: ObjectKey): Promise<boolean> {
    return this.place(file, this.pathOf(key), false);
  }

  /** When this fails, the draft is untouched: at the end of an upload it is the only copy of somebody's bytes. */
  private async place(draft: string, path: string, ifAbsent: boolean): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await makeDirectory(dirname(path));
        const placed = await publish(draft, path, ifAbsent);
        // Renaming one hard link over another of the same file does nothing and leaves the draft.
        await rm(draft, { force: true });
        return placed;
      } catch (error) {
        // The folder was empty for a moment and pruned between two steps, also between those of making it.
        if (!has(error, 'ENOENT') || attempt >= PLACE_ATTEMPTS) throw error;
      }
    }
  }

  private pathOf(key: ObjectKey): string {
    return join(this.objects, ...key.split('/'));
  }
}

async function writeSynced(path: string, body: Readable | Buffer | { path: string }): Promise<void> {
  if (isFileOf(body)) {
    await linkFile(path, body.path);
    return syncFile(path);
  }
  const handle = await open(path, 'wx');
  try {
    if (Buffer.isBuffer(body)) await handle.writeFile(body);
    else await writeFrom(handle, body, 0);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

const isFileOf = (body: Readable | Buffer | { path: string }): body is { path: string } =>
  'path' in body && !(body instanceof Readable) && !Buffer.isBuffer(body);

async function linkFile(path: string, from: string): Promise<void> {
  if (!(await lstat(from)).isFile()) throw new Error('Only a plain file can be stored');
  await linkOrCopy(from, path);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function absent(error: unknown, key: ObjectKey): unknown {
  return has(error, 'ENOENT', 'ENOTDIR', 'EISDIR') ? new ObjectNotFoundError(key) : error;
}
