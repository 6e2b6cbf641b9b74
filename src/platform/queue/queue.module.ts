import {
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
  type Provider,
} from '@nestjs/common';
import { Clock, DAY, HOUR } from '../../kernel/clock.js';
import { LANES, type Lane } from '../../kernel/lanes.js';
import { Database } from '../database/database.port.js';
import { TableQueue } from './adapters/table.queue.js';
import { Bell } from './bell.js';
import { GroupCommit } from './group-commit.js';
import { JobRegistry } from './job-registry.js';
import { exponentialBackOff, JobRunner, PROCESS_ENDS } from './job-runner.js';
import { OutboxRelay } from './outbox-relay.js';
import { Outbox } from './outbox.js';
import { OutboxRepository } from './outbox.repository.js';
import { JobQueue } from './queue.port.js';
import { Scheduler } from './scheduler.js';
import { DEFAULT_LANES, WorkerRuntime, type LaneSettings } from './worker-runtime.js';

export interface QueueSettings {
  /** Whether this process works off jobs of its lanes, and scheduled work, besides asking for them. */
  work: boolean;
  /** Redis for BullMQ, and what its keys begin with; null = the table in the database */
  redis: { redisUrl: string; prefix: string } | null;
  /** jobs at once; 0 leaves a lane to other processes */
  lanes: Partial<LaneSettings>;
  /** after how long the work of a dead process is taken over */
  leaseMs: number;
  /** how often this process looks for what others have added */
  pollMs: number;
  /** how long a published row may be unknown to the queue */
  graceMs: number;
  /** what running jobs get to end when the process stops */
  stopMs: number;
}

export const DEFAULT_QUEUE_SETTINGS: QueueSettings = {
  work: true,
  redis: null,
  lanes: {},
  leaseMs: 15_000,
  pollMs: 500,
  graceMs: 10_000,
  stopMs: 10_000,
};

/** DI token of the {@link QueueSettings}. */
export const QUEUE_SETTINGS = Symbol('QUEUE_SETTINGS');

const DEAD_KEPT_MS = 90 * DAY;
const PRUNE_BATCH = 1_000;

/** The queue that the settings name. */
async function openQueue(
  database: Database,
  commits: GroupCommit,
  clock: Clock,
  registry: JobRegistry,
  { redis, leaseMs, pollMs }: QueueSettings,
): Promise<JobQueue> {
  if (redis === null) return new TableQueue(database, commits, clock, { leaseMs, pollMs });
  const queueOf = (name: string): Lane => registry.get(name)?.meta.lane ?? 'quick';
  // Loaded only where it is used: it costs memory and time at start.
  const { BullmqQueue } = await import('./adapters/bullmq.queue.js');
  return BullmqQueue.open({ ...redis, leaseMs, queues: LANES, queueOf }, clock);
}

/**
 * Connects to the Redis of the queue as a start would, and leaves again.
 * @throws StartRefused with the sentence that the start would end with
 */
export async function examineQueue(redis: NonNullable<QueueSettings['redis']>, clock: Clock): Promise<void> {
  const { BullmqQueue } = await import('./adapters/bullmq.queue.js');
  const { leaseMs } = DEFAULT_QUEUE_SETTINGS;
  const queue = await BullmqQueue.open({ ...redis, leaseMs, queues: [], queueOf: () => '' }, clock);
  await queue.close();
}

const providers: Provider[] = [
  JobRegistry,
  OutboxRepository,
  Bell,
  { provide: GroupCommit, inject: [Database], useFactory: (database: Database) => new GroupCommit(database) },
  {
    provide: Outbox,
    inject: [JobRegistry, OutboxRepository, Clock, Bell],
    useFactory: (registry: JobRegistry, repository: OutboxRepository, clock: Clock, bell: Bell) =>
      new Outbox(registry, repository, clock, bell),
  },
  {
    provide: JobQueue,
    inject: [Database, GroupCommit, Clock, JobRegistry, QUEUE_SETTINGS],
    useFactory: openQueue,
  },
  {
    provide: OutboxRelay,
    inject: [Database, OutboxRepository, JobQueue, GroupCommit, Bell, Clock, QUEUE_SETTINGS],
    useFactory: (...parts: ConstructorParameters<typeof OutboxRelay>) => new OutboxRelay(...parts),
  },
  {
    provide: JobRunner,
    inject: [Database, GroupCommit, JobRegistry, Clock, QUEUE_SETTINGS],
    useFactory: (
      database: Database,
      commits: GroupCommit,
      registry: JobRegistry,
      clock: Clock,
      { leaseMs }: QueueSettings,
    ) => {
      const options = { leaseMs, backOffMs: exponentialBackOff, processEnds: PROCESS_ENDS };
      return new JobRunner(database, commits, registry, clock, options);
    },
  },
  {
    provide: WorkerRuntime,
    inject: [Database, JobRegistry, JobQueue, JobRunner, OutboxRepository, Clock, QUEUE_SETTINGS],
    useFactory: (
      database: Database,
      registry: JobRegistry,
      queue: JobQueue,
      runner: JobRunner,
      repository: OutboxRepository,
      clock: Clock,
      { lanes }: QueueSettings,
    ) =>
      new WorkerRuntime(database, registry, queue, runner, repository, clock, { ...DEFAULT_LANES, ...lanes }),
  },
  {
    provide: Scheduler,
    inject: [Database, GroupCommit, Clock],
    useFactory: (database: Database, commits: GroupCommit, clock: Clock) =>
      new Scheduler(database, commits, clock),
  },
];

/** Starts and stops the parts in the order that loses nothing; migrations have been applied before. */
class QueueLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly registry: JobRegistry,
    private readonly relay: OutboxRelay,
    private readonly worker: WorkerRuntime,
    private readonly scheduler: Scheduler,
    private readonly queue: JobQueue,
    private readonly settings: QueueSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.registry.assertComplete();
    this.relay.start();
    if (!this.settings.work) return;
    await this.worker.start();
    this.scheduler.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.scheduler.stop(), this.worker.stop(this.settings.stopMs)]);
    await this.relay.stop();
    await this.queue.close();
  }
}

/** Forgets jobs done a day ago, and dead ones after three months. */
export function schedulePruning(
  scheduler: Scheduler,
  database: Database,
  repository: OutboxRepository,
  clock: Clock,
): void {
  scheduler.every('queue.prune', HOUR, async (signal) => {
    const prune = async (state: 'done' | 'dead', before: number): Promise<void> => {
      while (!signal.aborted) {
        const count = await database.transaction((tx) => repository.prune(tx, state, before, PRUNE_BATCH));
        if (count < PRUNE_BATCH) return;
      }
    };
    await prune('done', clock.now() - DAY);
    await prune('dead', clock.now() - DEAD_KEPT_MS);
  });
}

/**
 * Jobs: `Outbox` to ask for them, `JobRegistry` to handle them, `Scheduler` for repeated work. Needs `Database`
 * and `Clock` from global modules.
 */
@Module({})
export class QueueModule {
  static register(settings: Partial<QueueSettings> = {}): DynamicModule {
    return {
      module: QueueModule,
      global: true,
      providers: [
        { provide: QUEUE_SETTINGS, useValue: { ...DEFAULT_QUEUE_SETTINGS, ...settings } },
        ...providers,
        {
          provide: QueueLife,
          inject: [
            JobRegistry,
            OutboxRelay,
            WorkerRuntime,
            Scheduler,
            JobQueue,
            QUEUE_SETTINGS,
            Database,
            OutboxRepository,
            Clock,
          ],
          useFactory: (
            registry: JobRegistry,
            relay: OutboxRelay,
            worker: WorkerRuntime,
            scheduler: Scheduler,
            queue: JobQueue,
            queueSettings: QueueSettings,
            database: Database,
            repository: OutboxRepository,
            clock: Clock,
          ) => {
            schedulePruning(scheduler, database, repository, clock);
            return new QueueLife(registry, relay, worker, scheduler, queue, queueSettings);
          },
        },
      ],
      exports: [JobRegistry, Outbox, OutboxRepository, JobQueue, WorkerRuntime, Scheduler],
    };
  }
}
