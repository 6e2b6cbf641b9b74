import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
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
  /** not yet known to be on the disk: trusted only until the machine starts anew. '' = on the disk */
  boot: string;
}

/**
 * One upload on the disk: `upload.json`; `data`, into which each part is written at its offset, so that joining
 * costs nothing; `parts/`, an empty file per part held, whose name says all about it. A part sent again goes to
 * `parts/<etag>.bytes` beside the earlier one, which stays valid until the new name exists. A name that carries the
 * id of a machine start says that the bytes were handed to the system then; after another start it counts for nothing.
 */
export class UploadDirectory {
  /** @param boot the id of this start of the machine */
  constructor(
    readonly path: string,
    private readonly boot: string,
  ) {}

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

  /** Notes a part whose bytes are written, and forgets what it replaces. */
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

  /** Notes that parts in their place are on the disk now; one that has been replaced meanwhile is let be. */
  async settle(parts: readonly HeldPart[]): Promise<void> {
    for (const part of parts)
      await rename(join(this.parts, nameOf(part)), join(this.parts, nameOf({ ...part, boot: '' }))).catch(
        (error: unknown) => {
          if (!has(error, 'ENOENT', 'ENOTDIR')) throw error;
        },
      );
  }

  /** The parts held, by number; of a part held twice (a crash while replacing) the later. */
  async list(): Promise<HeldPart[]> {
    const latest = new Map<number, HeldPart>();
    for (const part of (await this.names()).filter((p) => this.counts(p))) {
      const other = latest.get(part.number);
      if (!other || other.etag < part.etag) latest.set(part.number, part);
    }
    return [...latest.values()].sort((a, b) => a.number - b.number);
  }

  async holds(number: number): Promise<boolean> {
    return (await this.names(number)).some((p) => this.counts(p));
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

  /** A part that is just breaking off may still be making or removing its file: then it is tried again. */
  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }

  discardAside(etag: string): Promise<void> {
    return rm(this.asideFile(etag), { force: true });
  }

  private counts(part: HeldPart): boolean {
    return part.boot === '' || part.boot === this.boot;
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

/** `<number>_<size>_<etag>_<place>`, and `_<boot>` where the bytes may not be on the disk yet; etags sort by time. */
function nameOf(part: HeldPart): string {
  const place = part.aside ? 'aside' : 'data';
  return [part.number, part.size, part.etag, place, ...(part.boot === '' ? [] : [part.boot])].join('_');
}

function parse(name: string): HeldPart | null {
  const match = /^(\d+)_(\d+)_([0-9a-f-]+)_(aside|data)(?:_([0-9a-f-]+))?$/.exec(name);
  if (!match) return null;
  return {
    number: Number(match[1]),
    size: Number(match[2]),
    etag: match[3]!,
    aside: match[4] === 'aside',
    boot: match[5] ?? '',
  };
}
