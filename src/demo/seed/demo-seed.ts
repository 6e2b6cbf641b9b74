import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { AccountsService } from '../../modules/identity/index.js';
import { Database } from '../../platform/database/database.port.js';
import { MediaTools } from '../../platform/media/index.js';
import { OutboxRepository } from '../../platform/queue/index.js';
import { DEMO_COLLECTIONS } from '../content/collections.js';
import { DEMO_MARKS } from '../content/marks.js';
import { DEMO_PLANS } from '../content/plans.js';
import { DEMO_PROPOSALS } from '../content/proposals.js';
import { DEMO_RENEWALS } from '../content/renewals.js';
import type { DemoResource } from '../types.js';
import { DEMO_RESOURCES } from '../resources.js';
import { CollectionSeeder } from './collection-seeder.js';
import { FileMaker } from './file-maker.js';
import { MarkSeeder } from './mark-seeder.js';
import { get, seedOrganization } from './organization.js';
import { PlanSeeder } from './plan-seeder.js';
import { DemoProgress } from './progress.js';
import { ProposalSeeder } from './proposal-seeder.js';
import { RenewalSeeder } from './renewal-seeder.js';
import { ResourceSeeder } from './resource-seeder.js';
import { Uploading } from './uploading.js';

/** Resources that are being made at once: one is drawn while another is sent. */
const AT_ONCE = 2;
const ATTEMPTS = 3;
const POLL_MS = 2_000;

/** The data directory holds an installation that is not a demo. */
export class NotADemoError extends Error {
  override readonly name = 'NotADemoError';
}

export interface SeedNews {
  /** made so far, of all */
  done: number;
  all: number;
  /** keys of those that could not be made, with the reason */
  failed: ReadonlyMap<string, string>;
  /** films that wait for a start with ffmpeg */
  withoutFfmpeg: number;
}

/**
 * Fills a running installation with the demo, in the same process and through the product's own pipeline. Whatever
 * moment it is interrupted at, it goes on there at the next start.
 */
export class DemoSeed {
  private progress: DemoProgress | null = null;
  private readonly stopped = new AbortController();
  private readonly progressPath: string;
  private readonly filesDirectory: string;

  constructor(
    private readonly app: Pick<INestApplicationContext, 'get'>,
    dataDir: string,
  ) {
    this.progressPath = join(dataDir, 'demo.json');
    this.filesDirectory = join(dataDir, 'demo-files');
  }

  /** Makes the organisation and its accounts, unless they are there. Throws {@link NotADemoError}. */
  async prepare(): Promise<void> {
    const before = DemoProgress.read(this.progressPath);
    if (await get(this.app, AccountsService).any()) {
      if (before === null) throw new NotADemoError();
      this.progress = before;
      return;
    }
    await seedOrganization(this.app, get(this.app, Clock).now(), (ids) => {
      this.progress = DemoProgress.begin(this.progressPath, ids);
    });
  }

  /** What {@link fill} has still to do, or could not do before. */
  get missing(): DemoResource[] {
    return DEMO_RESOURCES.filter(({ key }) => !this.progress?.isDone(key));
  }

  /** Makes the resources that are missing; `origin` is where this server answers. Resolves when all are uploaded, or stopped. */
  async fill(origin: string, tell: (news: SeedNews) => void): Promise<SeedNews> {
    if (!this.progress) throw new Error('fill() comes after prepare()');
    const ffmpegPath = await this.ffmpegPath();
    const maker = new FileMaker(this.filesDirectory, ffmpegPath);
    const uploading = new Uploading(this.app, origin);
    const seeder = new ResourceSeeder(this.app, this.progress, maker, uploading, get(this.app, Clock).now());
    const missing = this.missing;
    const queue = missing.filter((resource) => ffmpegPath !== null || !isFilm(resource));
    const withoutFfmpeg = missing.length - queue.length;
    const failed = new Map<string, string>();
    const news = (): SeedNews => {
      const all = DEMO_RESOURCES.length;
      return { done: all - this.missing.length, all, failed, withoutFfmpeg };
    };
    const lane = async (): Promise<void> => {
      for (let next = queue.shift(); next && !this.stopped.signal.aborted; next = queue.shift()) {
        const reason = await this.attempt(() => seeder.seed(next));
        if (reason !== null) failed.set(next.key, reason);
        if (!this.stopped.signal.aborted) tell(news());
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, lane));
    } finally {
      await maker.close();
    }
    return news();
  }

  /**
   * Makes the collections that are missing, of the resources that there are, renews what is renewed after that, and makes
   * the quality marks, what is proposed, and the plans of lessons; gives the reasons for those that cannot be made, by
   * key. Comes after {@link fill}.
   */
  async collect(): Promise<ReadonlyMap<string, string>> {
    if (!this.progress) throw new Error('collect() comes after prepare()');
    const seeder = new CollectionSeeder(this.app, this.progress, get(this.app, Clock).now());
    const failed = new Map<string, string>();
    const renewer = new RenewalSeeder(this.app, this.progress);
    const marker = new MarkSeeder(this.app, this.progress);
    const proposer = new ProposalSeeder(this.app, this.progress);
    const planner = new PlanSeeder(this.app, this.progress, get(this.app, Clock).now());
    const all = [
      ...DEMO_COLLECTIONS.map((one) => ({ key: one.key, make: () => seeder.seed(one) })),
      ...DEMO_RENEWALS.map((one) => ({ key: one.key, make: () => renewer.seed(one) })),
      ...DEMO_MARKS.map((one) => ({ key: one.key, make: () => marker.seed(one) })),
      ...DEMO_PROPOSALS.map((one) => ({ key: one.key, make: () => proposer.seed(one) })),
      ...DEMO_PLANS.map((one) => ({ key: one.key, make: () => planner.seed(one) })),
    ];
    for (const { key, make } of all) {
      if (this.stopped.signal.aborted) break;
      const reason = await this.attempt(make);
      if (reason !== null) failed.set(key, reason);
    }
    return failed;
  }

  /** Resolves with true when nothing is left to process, with false when stopped before. */
  async processed(): Promise<boolean> {
    const jobs = get(this.app, OutboxRepository);
    const { signal } = this.stopped;
    while (!signal.aborted) {
      const busy = await jobs.busy(get(this.app, Database).reader, get(this.app, Clock).now());
      if (!busy) return true;
      await sleep(POLL_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
    return false;
  }

  /** Takes up nothing new; the process is about to end. */
  stop(): void {
    this.stopped.abort();
  }

  /** Tries a few times; gives the reason when it cannot be made, null when it was, or when the process is about to end. */
  private async attempt(make: () => Promise<void>): Promise<string | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await make();
        return null;
      } catch (error) {
        if (this.stopped.signal.aborted) return null;
        if (attempt === ATTEMPTS) return error instanceof Error ? error.message : String(error);
      }
    }
  }

  private async ffmpegPath(): Promise<string | null> {
    const tools = await get(this.app, MediaTools).describe();
    return tools.find((tool) => tool.name === 'ffmpeg')?.command ?? null;
  }
}

function isFilm({ files }: DemoResource): boolean {
  return files.some(({ kind }) => kind === 'mp4');
}
