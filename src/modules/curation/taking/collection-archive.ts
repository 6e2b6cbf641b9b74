import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  MOST_ARCHIVED_BYTES,
  MOST_ARCHIVED_FILES,
  type ArchiveView,
  type GatheredRest,
} from '../../../contracts/index.js';
import { OpenStreams } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AtOnce } from '../../../kernel/at-once.js';
import { Clock } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService, type Authorized } from '../../access/index.js';
import { attachment, zipStream, type ZipEntry } from '../../files/index.js';
import { Originals } from '../../resources/index.js';
import { archiveIndex } from './archive-index.js';
import { INDEX, planArchive, type ArchivePlan } from './archive-plan.js';
import { OutlineSheets, type Language } from './outline-sheet.js';
import { TakenRecord } from './taken-record.js';

const GIB = 1024 ** 3;
/** Archives under way: each judges what is to come every few seconds. */
const AT_ONCE = { each: 2, all: 20 };

/** Somebody who takes a collection along. */
export interface Taker {
  actor: Actor;
  ip: string;
  /** the same person, read afresh: null once they are not to be answered any more */
  again: () => Promise<Actor | null>;
}

/** Whole collections as an archive of folders: what the asker may download, nothing of the rest. */
@Injectable()
export class CollectionArchive {
  private readonly log = new Logger(CollectionArchive.name);
  private readonly places = new AtOnce(AT_ONCE);

  constructor(
    private readonly access: AccessService,
    private readonly sheets: OutlineSheets,
    private readonly originals: Originals,
    private readonly streams: OpenStreams,
    private readonly taken: TakenRecord,
    private readonly clock: Clock,
  ) {}

  /** What an archive would hold now. Throws as {@link send} before its first byte. */
  async view(actor: Actor, right: Authorized<'collection', 'view'>): Promise<ArchiveView> {
    const { files, sections } = await this.plan(actor, right.id, 'zh');
    const items = sections.flatMap((section) => section.items);
    const without = (why: string) => items.filter((item) => item.without === why).length;
    return {
      files: files.length,
      bytes: bytesOf(files),
      elsewhere: without('elsewhere'),
      previewOnly: without('preview'),
      rest: restOf(sections.map(({ rest }) => rest)),
    };
  }

  /**
   * Sends the archive while it is made. Every original is judged when its turn comes, as if it were asked for by itself;
   * the answer is cut off once the person, the collection or one of the originals to come may not be read any more, so
   * that it does not look whole. Throws `collection_too_large`, and `too_many_requests` while others of theirs are under way.
   */
  async send(
    taker: Taker,
    right: Authorized<'collection', 'view'>,
    language: Language,
    reply: FastifyReply,
  ): Promise<void> {
    const leave = this.places.take(taker.actor.userId);
    reply.raw.once('close', leave);
    await this.begin(taker, right, language, reply).catch((error: unknown) => {
      leave();
      throw error;
    });
  }

  private async begin(
    { actor, ip, again }: Taker,
    right: Authorized<'collection', 'view'>,
    language: Language,
    reply: FastifyReply,
  ): Promise<void> {
    const plan = await this.plan(actor, right.id, language);
    await this.taken.note(right, 'collection.download', {
      files: plan.files.length,
      bytes: bytesOf(plan.files),
    });
    const cut = () => reply.raw.destroy();
    /** of the originals, those before this one are sent */
    let at = 0;
    const entries = this.entries(plan, language, async (i) => {
      at = i;
      const now = await again();
      if (now === null) throw new AppError('unauthenticated');
      return this.originals.open({ actor: now, ip }, plan.files[i]!.original);
    });
    const zip = await zipStream(entries, (error) => {
      this.log.warn(`The archive of ${right.id} broke off: ${String(error)}`);
      cut();
    });
    reply.raw.once('close', zip.stop);
    this.streams.watch(reply, {
      holder: actor.userId,
      sessionId: actor.sessionId,
      still: async () => {
        const now = await again();
        const rest = plan.files.slice(at).map(({ original }) => original);
        return now !== null && (await this.sees(now, right.id)) && this.originals.may(now, rest);
      },
    });
    void reply
      .headers({
        'Content-Type': 'application/zip',
        'Content-Disposition': attachment(`${plan.sheet.title}.zip`),
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
        ...(zip.size === null ? {} : { 'Content-Length': String(zip.size) }),
      })
      .send(zip.body);
  }

  private async plan(actor: Actor, id: Id, language: Language): Promise<ArchivePlan> {
    const sheet = await this.sheets.of(actor, id, language);
    const items = sheet.sections.flatMap((section) => section.items);
    const held = items.flatMap(({ resource }) =>
      (resource?.files ?? []).map((file) => ({ id: resource!.id, fileId: file.id })),
    );
    const plan = planArchive(sheet, await this.originals.of(actor, held));
    if (plan.files.length > MOST_ARCHIVED_FILES || bytesOf(plan.files) > MOST_ARCHIVED_BYTES)
      throw new AppError('collection_too_large', {
        files: MOST_ARCHIVED_FILES,
        gib: MOST_ARCHIVED_BYTES / GIB,
      });
    return plan;
  }

  private entries(plan: ArchivePlan, language: Language, open: (i: number) => Promise<Readable>): ZipEntry[] {
    const modifiedAt = new Date(this.clock.now());
    const index = Buffer.from(archiveIndex(plan, language));
    return [
      { path: INDEX, size: index.length, modifiedAt, open: () => Promise.resolve(Readable.from([index])) },
      ...plan.files.map(({ path, original }, i) => ({
        ...{ path, size: original.size, modifiedAt },
        open: () => open(i),
      })),
    ];
  }

  private async sees(actor: Actor, id: Id): Promise<boolean> {
    return (await this.access.allowed(actor, 'view', 'collection', [id])).has(id);
  }
}

/** Of several sections: that there is more is said before that there may be. */
const restOf = (all: readonly (GatheredRest | null)[]): GatheredRest | null =>
  all.includes('more') ? 'more' : all.includes('incomplete') ? 'incomplete' : null;
const bytesOf = (files: ArchivePlan['files']) => files.reduce((sum, { original }) => sum + original.size, 0);
