import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../kernel/clock.js';
import { Database } from '../../platform/database/database.port.js';
import { ObjectStore } from '../../platform/storage/storage.port.js';
import { FilesRepository } from './files.repository.js';

/** How long bytes that no file refers to are kept: long enough for a restored backup to find them again. */
const GRACE_MS = 14 * DAY;
/** An object this young may belong to work whose row is still to be written. */
const YOUNG_MS = DAY;
const BATCH = 500;

export interface SweepReport {
  /** blobs that lost their last file and begin their grace */
  marked: number;
  /** blobs whose grace is over: rows and objects go */
  removedBlobs: number;
  /** objects without a row */
  orphanObjects: string[];
  /** rows whose object is missing or of another size: data loss, to be looked into by a person */
  missingObjects: string[];
}

/** Compares rows and objects both ways. Without `apply` it only reports. */
@Injectable()
export class FileSweep {
  constructor(
    private readonly database: Database,
    private readonly repository: FilesRepository,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
  ) {}

  /** A signal ends it between two objects; what is left is done the next time. */
  async run(apply: boolean, signal?: AbortSignal): Promise<SweepReport> {
    const report: SweepReport = { marked: 0, removedBlobs: 0, orphanObjects: [], missingObjects: [] };
    report.marked = await this.markUnused(apply);
    report.removedBlobs = await this.removeExpired(apply, signal);
    await this.compareBlobs(report, apply, signal);
    await this.compareRenditions(report, apply, signal);
    return report;
  }

  private async markUnused(apply: boolean): Promise<number> {
    const hashes = await this.repository.unreferenced(this.database.reader, 10_000);
    if (apply)
      await this.database.transaction((tx) => this.repository.markUnused(tx, hashes, this.clock.now()));
    return hashes.length;
  }

  private async removeExpired(apply: boolean, signal?: AbortSignal): Promise<number> {
    const before = this.clock.now() - GRACE_MS;
    let count = 0;
    for (;;) {
      const expired = await this.repository.expired(this.database.reader, before, BATCH);
      for (const blob of apply ? expired : []) {
        signal?.throwIfAborted();
        const prefix = (await this.repository.rendering(this.database.reader, blob.sha256))?.objectPrefix;
        const gone = await this.database.transaction((tx) =>
          this.repository.removeUnusedBlob(tx, blob.sha256, before),
        );
        if (!gone) continue;
        await this.objects.delete([blob.objectKey]);
        if (prefix) await this.deletePrefix(prefix);
      }
      count += expired.length;
      if (!apply || expired.length < BATCH) return count;
    }
  }

  private async compareBlobs(report: SweepReport, apply: boolean, signal?: AbortSignal): Promise<void> {
    const orphans: string[] = [];
    for await (const object of this.objects.list('blob/')) {
      signal?.throwIfAborted();
      const sha256 = object.key.split('/').at(-1)!.split('.')[0]!;
      const blob = await this.repository.blob(this.database.reader, sha256);
      const young = object.modifiedAt >= this.clock.now() - YOUNG_MS;
      if (blob?.objectKey !== object.key && !young) orphans.push(object.key);
    }
    for await (const blob of this.repository.allBlobs(this.database.reader, BATCH)) {
      signal?.throwIfAborted();
      const object = await this.objects.head(blob.objectKey);
      if (object?.size !== blob.size) report.missingObjects.push(blob.objectKey);
    }
    report.orphanObjects.push(...orphans);
    if (apply) await this.objects.delete(orphans);
  }

  private async compareRenditions(report: SweepReport, apply: boolean, signal?: AbortSignal): Promise<void> {
    const orphans: string[] = [];
    const inUse = new Map<string, boolean>();
    for await (const object of this.objects.list('rendition/')) {
      signal?.throwIfAborted();
      const prefix = object.key.split('/').slice(0, 4).join('/');
      if (!inUse.has(prefix)) {
        const row = await this.repository.rendering(this.database.reader, prefix.split('/')[2]!);
        inUse.set(prefix, row !== null && row.objectPrefix === prefix);
      }
      if (!inUse.get(prefix) && object.modifiedAt < this.clock.now() - YOUNG_MS) orphans.push(object.key);
    }
    report.orphanObjects.push(...orphans);
    if (apply) await this.objects.delete(orphans);
  }

  private async deletePrefix(prefix: string): Promise<void> {
    const keys: string[] = [];
    for await (const object of this.objects.list(`${prefix}/`)) keys.push(object.key);
    await this.objects.delete(keys);
  }
}
