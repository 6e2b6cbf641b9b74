import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { UploadNotFoundError, type PartPlan, type UploadedPart } from '../../storage.port.js';
import { has, writeFrom } from './atomic-files.js';

/** What an upload is, as written when it began. */
export interface UploadRecord {
  key: string;
  partSize: number;
}

/** A part held: in its place inside `data`, or in a file of its own when it was sent again. */
export interface HeldPart extends UploadedPart {
  aside: boolean;
}

/**
 * One upload on the disk: `upload.json`; `data`, into which each part is written at its offset, so that joining
 * costs nothing; `parts/`, an empty file per part held, whose name says all about it. The name exists only once the
 * part's bytes are on the disk. A part sent again goes to `parts/<etag>.bytes` beside the earlier one, which stays
 * valid until the new name exists.
 */
export class UploadDirectory {
  constructor(readonly path: string) {}

  get data(): string {
    return join(this.path, 'data');
  }
  private get parts(): string {
    return join(this.path, 'parts');
  }

  /** Does not wait for the disk: a power cut may take an upload that has just begun, never one that is complete. */
  async make(record: UploadRecord & PartPlan): Promise<void> {
    await mkdir(this.parts, { recursive: true });
    await writeFile(this.data, '', { flag: 'wx' });
    // Last: a directory without it was never an upload.
    await writeFile(join(this.path, 'upload.json'), JSON.stringify(record), { flag: 'wx' });
  }

  /** Throws {@link UploadNotFoundError} also when the upload is over: then `data` has left. */
  async read(): Promise<UploadRecord> {
    try {
      const handle = await open(this.data, 'r');
      await handle.close();
      return JSON.parse(await readFile(join(this.path, 'upload.json'), 'utf8')) as UploadRecord;
    } catch (error) {
      throw has(error, 'ENOENT', 'ENOTDIR') ? new UploadNotFoundError('No such upload') : error;
    }
  }

  /** Opens where a part's bytes go. Never creates `data`: it is gone when the upload is over. */
  async openForPart(etag: string, aside: boolean): Promise<FileHandle> {
    try {
      return aside ? await open(this.asideFile(etag), 'wx') : await open(this.data, 'r+');
    } catch (error) {
      throw has(error, 'ENOENT') ? new UploadNotFoundError('No such upload') : error;
    }
  }

  /** Notes a part whose bytes are on the disk, and forgets what it replaces. */
  async hold(part: HeldPart): Promise<void> {
    const before = await this.names(part.number);
    try {
      await writeFile(join(this.parts, nameOf(part)), '', { flag: 'wx' });
    } catch (error) {
      throw has(error, 'ENOENT') ? new UploadNotFoundError('No such upload') : error;
    }
    for (const old of before) {
      if (old.aside) await rm(this.asideFile(old.etag), { force: true });
      await rm(join(this.parts, nameOf(old)), { force: true });
    }
  }

  /** The parts held, by number; of a part held twice (a crash while replacing) the later. */
  async list(): Promise<HeldPart[]> {
    const latest = new Map<number, HeldPart>();
    for (const part of await this.names()) {
      const other = latest.get(part.number);
      if (!other || other.etag < part.etag) latest.set(part.number, part);
    }
    return [...latest.values()].sort((a, b) => a.number - b.number);
  }

  async holds(number: number): Promise<boolean> {
    return (await this.names(number)).length > 0;
  }

  /** Brings parts that lie aside to their place in `data` and gives it its exact length. May be done again after a crash. */
  async join(parts: readonly HeldPart[], partSize: number): Promise<void> {
    const total = parts.reduce((sum, p) => sum + p.size, 0);
    const data = await open(this.data, 'r+');
    try {
      for (const part of parts.filter((p) => p.aside)) {
        const again = createReadStream(this.asideFile(part.etag), { highWaterMark: 1024 * 1024 });
        await writeFrom(data, again, (part.number - 1) * partSize);
      }
      await data.truncate(total);
      await data.datasync();
    } finally {
      await data.close();
    }
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  discardAside(etag: string): Promise<void> {
    return rm(this.asideFile(etag), { force: true });
  }

  private asideFile(etag: string): string {
    return join(this.parts, `${etag}.bytes`);
  }

  private async names(number?: number): Promise<HeldPart[]> {
    const names = await readdir(this.parts).catch((error: unknown) => {
      throw has(error, 'ENOENT', 'ENOTDIR') ? new UploadNotFoundError('No such upload') : error;
    });
    const parts = names.map(parse).filter((p) => p !== null);
    return number === undefined ? parts : parts.filter((p) => p.number === number);
  }
}

/** `<number>_<size>_<etag>_<place>`; etags sort by time. */
function nameOf(part: HeldPart): string {
  return `${part.number}_${part.size}_${part.etag}_${part.aside ? 'aside' : 'data'}`;
}

function parse(name: string): HeldPart | null {
  const match = /^(\d+)_(\d+)_([0-9a-f-]+)_(aside|data)$/.exec(name);
  if (!match) return null;
  return {
    number: Number(match[1]),
    size: Number(match[2]),
    etag: match[3]!,
    aside: match[4] === 'aside',
  };
}
