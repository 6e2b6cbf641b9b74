import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Makes a directory and those above it, so that all of them survive a power cut. */
export async function makeDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; ; made = dirname(made)) {
    await syncDirectory(dirname(made));
    if (made === first) return;
  }
}

/** Writes the entries of a directory to the disk. Some systems (Windows) cannot open one: there is nothing to do. */
export async function syncDirectory(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!has(error, 'EISDIR', 'EPERM', 'EINVAL', 'EACCES')) throw error;
  }
}

/** Writes a stream into an open file from a position on. (A FileHandle's own stream keeps the handle from closing.) */
export async function writeFrom(file: FileHandle, source: Readable, position: number): Promise<void> {
  let at = position;
  for await (const chunk of source as AsyncIterable<Buffer>)
    for (let done = 0; done < chunk.length;) {
      const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at);
      done += bytesWritten;
      at += bytesWritten;
    }
}

export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** A file's path that nobody uses yet. */
export function freshPath(directory: string): string {
  return join(directory, `${Date.now().toString(36)}-${randomBytes(9).toString('hex')}`);
}

/** Removes what crashed writers left: entries older than `ageMs`. */
export async function removeOlder(directory: string, ageMs: number, now: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const info = await stat(path).catch(() => null);
    if (info && info.mtimeMs < now - ageMs) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Moves a finished, synced file to its place in one step, replacing what is there; with `ifAbsent` false = something
 * is there and stays. What remains of `from` is the caller's to remove.
 */
export async function publish(from: string, to: string, ifAbsent: boolean): Promise<boolean> {
  if (!ifAbsent) {
    await rename(from, to);
    await syncDirectory(dirname(to));
    return true;
  }
  try {
    await link(from, to);
    await syncDirectory(dirname(to));
    return true;
  } catch (error) {
    if (has(error, 'EEXIST')) return false;
    if (!isLinkless(error)) throw error;
    if (await stat(to).catch(() => null)) return false;
    await rename(from, to);
    await syncDirectory(dirname(to));
    return true;
  }
}

/** Another name for the same bytes: a hard link, or a copy (shared blocks where it can be) on systems without. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!isLinkless(error)) throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await syncFile(to);
  }
}

/** Whether an error carries one of these system codes. */
export function has(error: unknown, ...codes: string[]): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && codes.includes(code);
}

/** File systems without hard links, or at the limit of links to one file. */
function isLinkless(error: unknown): boolean {
  return has(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV');
}
