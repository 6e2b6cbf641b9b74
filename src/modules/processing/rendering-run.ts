import { Injectable } from '@nestjs/common';
import { AppError, RetryLater } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { ToolAborted, ToolRunner, type WorkOptions } from '../../platform/media/index.js';
import type { JobContext } from '../../platform/queue/index.js';
import { ObjectStore } from '../../platform/storage/storage.port.js';
import {
  emptyDetails,
  FileService,
  isUsable,
  Renderings,
  type BlobRecord,
  type Failure,
  type RenderingChange,
  type RenderingRecord,
} from '../files/index.js';
import { ProcessingNews } from './processing-news.js';

/** For how long an attempt counts as the current one without looking; a process that was frozen has slept longer. */
const HELD_FOR_MS = 3_000;

/** How often progress is written down and told, at most. */
const NEWS_EVERY_MS = 800;

export type TextPage = { page: number; text: string };

/** Opens runs: one attempt at making a blob visible. */
@Injectable()
export class RenderingRuns {
  constructor(
    readonly database: Database,
    readonly store: ObjectStore,
    readonly files: FileService,
    readonly renderings: Renderings,
    readonly news: ProcessingNews,
    readonly runner: ToolRunner,
  ) {}

  /**
   * Runs `work` on a blob in a private directory. Refusals of a tool end the run as failed, with their code; an abort
   * hands the job back; anything else is thrown for another attempt. A blob that is gone needs nothing. `fresh` runs
   * make a new set of renditions, others add to the one in use. What an earlier run has made visible stays so until a
   * fresh one has ended well.
   */
  async run(
    sha256: string,
    context: JobContext,
    kind: 'fresh' | 'adding',
    work: (run: RenderingRun) => Promise<void>,
  ): Promise<void> {
    const blob = await this.files.blob(this.database.reader, sha256);
    const before = blob && (await this.renderings.get(sha256));
    if (!blob || !before || (kind === 'fresh' && (before.state === 'ready' || before.state === 'partial')))
      return;
    await this.runner.withJobDirectory(async (directory) => {
      const path = await this.store.localFile(blob.objectKey, directory);
      const run = new RenderingRun(this, blob, { path, directory }, context);
      await run.start(kind, before);
      try {
        await work(run);
      } catch (error) {
        if (error instanceof ToolAborted || context.signal.aborted) throw new RetryLater(1_000, 'stopped');
        if (!(error instanceof AppError)) throw error;
        await run.refused({ code: error.code, params: error.params });
      }
      if (kind === 'fresh') await this.removeUnused(sha256, [before.objectPrefix, run.prefix]);
    });
  }

  /** Removes what is below those of the prefixes that are not the one in use. */
  private async removeUnused(sha256: string, prefixes: readonly (string | null)[]): Promise<void> {
    const used = (await this.renderings.get(sha256))?.objectPrefix;
    for (const prefix of prefixes) if (prefix !== null && prefix !== used) await this.removePrefix(prefix);
  }

  private async removePrefix(prefix: string): Promise<void> {
    const keys: string[] = [];
    for await (const object of this.store.list(`${prefix}/`)) keys.push(object.key);
    await this.store.delete(keys);
  }
}

/** One attempt: where it works, under which prefix it writes, and how it tells of itself. */
export class RenderingRun {
  /** below which it stores what it makes */
  prefix = '';
  /** nothing of what it makes is shown before it has ended well: there is something to see from before */
  private hidden = false;
  private lastNews = 0;
  private heldAt = -Infinity;
  private pendingNews: Promise<void> = Promise.resolve();
  /** what brings to the disk for good what is shown already; a run is not over before */
  private unsettled: (() => Promise<void>)[] = [];

  constructor(
    private readonly runs: RenderingRuns,
    readonly blob: BlobRecord,
    readonly local: { path: string; directory: string },
    private readonly context: JobContext,
  ) {}

  /** Takes over: where nothing was to be seen before, what is shown from now on is what this attempt makes. */
  async start(kind: 'fresh' | 'adding', before: RenderingRecord): Promise<void> {
    if (kind === 'adding' && before.objectPrefix !== null) {
      this.prefix = before.objectPrefix;
      return this.change({ state: 'processing' });
    }
    this.prefix = `rendition/${this.blob.sha256.slice(0, 2)}/${this.blob.sha256}/${newId()}`;
    this.hidden = isUsable(before.details);
    const begun = { state: 'processing', progress: 0, failure: null };
    await this.change(this.hidden ? begun : { ...begun, objectPrefix: this.prefix, details: emptyDetails() });
  }

  /** What tools are given: the directory, the time, the signal, and where to report. `share` is this step's span of the whole. */
  work(deadlineMs: number, share: { from: number; to: number } = { from: 0, to: 1 }): WorkOptions {
    return {
      directory: this.local.directory,
      deadlineMs,
      signal: this.context.signal,
      onProgress: (fraction) => this.progress(share.from + fraction * (share.to - share.from)),
    };
  }

  /**
   * Stores a file that was made, under its name below the prefix. Throws when another attempt has taken over: what that
   * one stores under the same name stays. Films are shown before the disk has all of them: a run that a power cut ends
   * is made again.
   */
  async put(name: string, file: { path: string } | Buffer, contentType: string): Promise<void> {
    if (performance.now() - this.heldAt > HELD_FOR_MS) {
      await this.runs.database.transaction((tx) => this.context.fence(tx));
      this.heldAt = performance.now();
    }
    await this.runs.store.put(`${this.prefix}/${name}`, file, {
      contentType,
      settleLater: (settle) => void this.unsettled.push(settle),
    });
  }

  /** One after the other: each waits for the disk and holds a thread that others want to read with. */
  private async settle(): Promise<void> {
    for (const settle of this.unsettled.splice(0)) await settle();
  }

  /** Reads back what a run has put. */
  async read(name: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of await this.runs.store.get(`${this.prefix}/${name}`))
      chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  /** Writes what is there by now, at most every now and then; the last word is always `finish`. */
  progress(fraction: number, change: RenderingChange = {}): void {
    const now = performance.now();
    if (now - this.lastNews < NEWS_EVERY_MS) return;
    this.lastNews = now;
    this.pendingNews = this.pendingNews
      .then(() => this.change({ ...change, progress: Math.min(0.99, fraction) }))
      .catch(() => undefined);
  }

  /** Writes a change and tells of it. Throws when another attempt has taken over. */
  async change({ details, ...rest }: RenderingChange): Promise<void> {
    const change = this.hidden || details === undefined ? rest : { ...rest, details };
    await this.runs.database.transaction(async (tx) => {
      await this.context.fence(tx);
      await this.runs.renderings.change(tx, this.blob.sha256, change);
    });
    await this.runs.news.tell(this.blob.sha256);
  }

  /**
   * The end of the attempt and of its job, in one unit together with the text and whatever `also` adds. What was not
   * shown so far takes the place of what was.
   */
  async finish(
    change: RenderingChange,
    text: readonly TextPage[] | null,
    also?: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    const details = { ...emptyDetails(), ...change.details };
    await this.end(this.hidden ? { ...change, details, objectPrefix: this.prefix } : change, text, also);
  }

  private async end(
    change: RenderingChange,
    text: readonly TextPage[] | null,
    also?: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    await this.pendingNews;
    await this.settle();
    await this.runs.database.transaction(async (tx) => {
      await this.runs.renderings.change(tx, this.blob.sha256, change);
      if (text) await this.runs.renderings.setText(tx, this.blob.sha256, text);
      await also?.(tx);
      await this.context.complete(tx);
    });
    await this.runs.news.tell(this.blob.sha256);
  }

  /** A tool has said no: what was made before stays usable, the sentence says what is missing. */
  async refused(failure: Failure): Promise<void> {
    await this.pendingNews;
    const details = (await this.runs.renderings.get(this.blob.sha256))?.details;
    const usable = details !== undefined && isUsable(details);
    await this.end({ state: usable ? 'partial' : 'failed', progress: 1, failure }, null);
  }
}
