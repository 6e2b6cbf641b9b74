import { createHash } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock, MINUTE, type Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { AuditLog } from '../../../platform/audit/index.js';
import { Database } from '../../../platform/database/database.port.js';
import { audienceParts } from '../audience/audience.js';
import { Lookers } from './lookers.js';
import { ReadingsRepository } from './readings.repository.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';

/** Somebody who goes on reading the same thing is written down once in this time. */
const ONCE_IN_MS = 5 * MINUTE;
/** Readings remembered at once; beyond that the oldest may be written down again. */
const MOST_REMEMBERED = 20_000;

/** Who reads what, from where. */
export interface Reading {
  actor: Actor;
  ip: string;
  resourceId: Id;
  /** the file, where one is read or downloaded */
  fileId?: Id;
  /** false: what its audience does not see, as it was held before or waits for review */
  inForce?: boolean;
}

/**
 * Writes into the audit record who saw or downloaded what is not for everybody: see {@link isRestricted}. A view is
 * written beside the answer, a download before it: what the record cannot hold is not handed out. What this process
 * remembers spares it the question; a row says it to all of them, so that several write a reading down once. Lists and
 * thumbnails are no readings.
 */
@Injectable()
export class ReadingRecord implements BeforeApplicationShutdown {
  private readonly log = new Logger('ReadingRecord');
  private readonly remembered = new Map<string, Instant>();
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly readings: ReadingsRepository,
    private readonly lookers: Lookers,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Notes a view; returns at once. What authors see of their own is not noted. */
  viewed(reading: Reading): void {
    const key = `${reading.actor.userId} ${reading.resourceId}${reading.inForce === false ? ' beside' : ''}`;
    if (!this.isNew(key)) return;
    this.working = this.working
      .then(() => this.write('resource.view', reading, key))
      .catch((error: unknown) => {
        this.remembered.delete(key);
        this.log.error(`A view could not be written down: ${String(error)}`);
      });
  }

  /** Notes a download, also of the author's own. Throws what the database throws; then nothing is to be sent. */
  async downloaded(reading: Reading): Promise<void> {
    const key = `${reading.actor.userId} ${reading.resourceId} ${reading.fileId ?? ''}`;
    if (!this.isNew(key)) return;
    try {
      await this.write('resource.download', reading, key);
    } catch (error) {
      this.remembered.delete(key);
      throw error;
    }
  }

  /** Resolves once what was noted so far is written. */
  settled(): Promise<void> {
    return this.working;
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.working;
  }

  /** Drops what says nothing any more. */
  async sweep(): Promise<void> {
    await this.database.transaction((tx) => this.readings.forget(tx, this.clock.now() - ONCE_IN_MS));
  }

  private async write(
    action: 'resource.view' | 'resource.download',
    reading: Reading,
    key: string,
  ): Promise<void> {
    const { actor, ip, resourceId, fileId, inForce = true } = reading;
    const [record] = await this.repository.byIds(this.database.reader, [resourceId]);
    if (!record || (inForce && !isRestricted(record))) return;
    if (action === 'resource.view' && record.authorId === actor.userId) return;
    const filed = await this.lookers.filedUnder(actor, resourceId);
    const id = createHash('sha256').update(`${action} ${key}`).digest('hex');
    const noted = await this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const before = await this.readings.take(tx, id, now, now - ONCE_IN_MS);
      if (before !== null) return before;
      await this.audit.record(tx, {
        actorId: actor.userId,
        actingSchoolId: actor.actingSchoolId,
        schoolId: record.schoolId,
        action,
        ...filed,
        result: 'ok',
        ip,
        detail: {
          ...(fileId === undefined ? {} : { file: fileId }),
          ...(filed.objectId === resourceId ? {} : { resource: resourceId }),
        },
      });
      return null;
    });
    // Another process has: what counts is when it did.
    if (noted !== null && this.remembered.has(key)) this.remembered.set(key, noted);
  }

  private isNew(key: string): boolean {
    const now = this.clock.now();
    const before = this.remembered.get(key);
    if (before !== undefined && now >= before && now - before < ONCE_IN_MS) return false;
    this.remembered.delete(key);
    if (this.remembered.size >= MOST_REMEMBERED) this.forget(now);
    this.remembered.set(key, now);
    return true;
  }

  /** In the order in which they were put in, the oldest come first. */
  private forget(now: Instant): void {
    for (const [key, at] of this.remembered) {
      if (this.remembered.size < MOST_REMEMBERED && now - at < ONCE_IN_MS) return;
      this.remembered.delete(key);
    }
  }
}

/** Whether it is for fewer than a whole group, for a time only, to be looked at only, or marked with its readers' names. */
export function isRestricted(
  record: Pick<
    ResourceRecord,
    'state' | 'trashedAt' | 'audience' | 'schoolId' | 'watermark' | 'visibleFrom' | 'visibleUntil'
  >,
): boolean {
  const { state, trashedAt, audience, watermark, visibleFrom, visibleUntil } = record;
  if (state !== 'published' || trashedAt !== null || audience === null) return true;
  if (watermark || audience.previewOnly || visibleFrom !== null || visibleUntil !== null) return true;
  return !audienceParts(audience, record.schoolId).some((part) => part.kind === 'group');
}
