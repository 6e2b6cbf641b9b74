import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { Clock, DAY } from '../../kernel/clock.js';
import { Database } from '../../platform/database/database.port.js';
import { ObjectStore } from '../../platform/storage/storage.port.js';
import { FileService, QuotaService } from '../files/index.js';
import { ResourceSources } from '../resources/index.js';
import { verifyingDirectory } from './upload-verifier.js';
import { UploadsRepository, type UploadRecord } from './uploads.repository.js';

/** Uploads handled in one go. */
export const BATCH = 200;
/** How long an uploaded file may wait for a resource. */
export const KEPT_UNATTACHED_MS = 7 * DAY;

/** What is left of uploads when they have ended. */
@Injectable()
export class UploadRemains {
  constructor(
    private readonly database: Database,
    private readonly repository: UploadsRepository,
    private readonly objects: ObjectStore,
    private readonly files: FileService,
    private readonly quota: QuotaService,
    private readonly resources: ResourceSources,
    private readonly clock: Clock,
  ) {}

  /** Forgets uploads that ended a week ago; a file that no resource took in all that time goes too. */
  async forget(apply: boolean): Promise<{ forgotten: number; unattachedFiles: number }> {
    const before = this.clock.now() - KEPT_UNATTACHED_MS;
    let unattachedFiles = 0;
    const forgotten = await inBatches(
      apply,
      () => this.repository.past(this.database.reader, before, BATCH),
      async (upload) => {
        await this.database.transaction(async (tx) => {
          const [present] = await this.repository.lock(tx, [upload.id]);
          const fileId = present?.fileId;
          if (fileId && !(await this.resources.isHeld(fileId))) {
            await this.files.remove(tx, [fileId]);
            unattachedFiles += 1;
          }
          await this.repository.remove(tx, upload.id);
        });
      },
    );
    return { forgotten, unattachedFiles };
  }

  /** Objects in quarantine, a day old, that belong to no upload under way. */
  async orphans(apply: boolean): Promise<string[]> {
    const orphans: string[] = [];
    for await (const object of this.objects.list('quarantine/')) {
      if (object.modifiedAt >= this.clock.now() - DAY) continue;
      const upload = await this.repository.find(this.database.reader, object.key.split('/')[1]!);
      if (!upload || upload.cleared) orphans.push(object.key);
    }
    if (apply) await this.objects.delete(orphans);
    return orphans;
  }

  /** Counts the room that people and schools take anew. */
  recount(apply: boolean): Promise<number> {
    return this.database.transaction(async (tx) => {
      const open = await this.repository.open(tx);
      const promises = open.map((u) => ({ ownerId: u.userId, schoolId: u.schoolId, bytes: u.size }));
      return this.quota.recount(tx, promises, apply);
    });
  }
}

/** Copies for checking that a crash left behind. */
@Injectable()
export class VerifyingLeftovers {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async remove(): Promise<void> {
    const directory = verifyingDirectory(this.settings);
    await mkdir(directory, { recursive: true });
    for (const name of await readdir(directory)) {
      const path = join(directory, name);
      const info = await stat(path).catch(() => null);
      if (info && info.mtimeMs < this.clock.now() - DAY) await rm(path, { recursive: true, force: true });
    }
  }
}

/** Reads and works off batches until none is full; without `apply` counts the first. */
export async function inBatches(
  apply: boolean,
  read: () => Promise<UploadRecord[]>,
  work: (upload: UploadRecord) => Promise<void>,
): Promise<number> {
  for (let count = 0; ;) {
    const batch = await read();
    count += batch.length;
    if (!apply) return count;
    for (const upload of batch) await work(upload);
    if (batch.length < BATCH) return count;
  }
}
