import { SystemClock, type Clock } from '../../src/kernel/clock.js';
import type { Database } from '../../src/platform/database/database.port.js';
import { TableQueue } from '../../src/platform/queue/adapters/table.queue.js';
import { Bell } from '../../src/platform/queue/bell.js';
import { GroupCommit } from '../../src/platform/queue/group-commit.js';
import { JobRegistry, Outbox, OutboxRepository, WorkerRuntime } from '../../src/platform/queue/index.js';
import { JobRunner, PROCESS_ENDS } from '../../src/platform/queue/job-runner.js';
import { OutboxRelay } from '../../src/platform/queue/outbox-relay.js';
import type { JobQueue } from '../../src/platform/queue/queue.port.js';
import { DEFAULT_LANES } from '../../src/platform/queue/worker-runtime.js';

/** Everything between "add a job" and "done", as one process has it, without Nest. */
export interface Workshop {
  database: Database;
  registry: JobRegistry;
  repository: OutboxRepository;
  outbox: Outbox;
  queue: JobQueue;
  relay: OutboxRelay;
  worker: WorkerRuntime;
  /** Relay and worker begin. */
  start(): Promise<void>;
  /** Relay and worker end; the database stays open. */
  stop(graceMs?: number): Promise<void>;
}

export interface WorkshopOptions {
  clock?: Clock;
  /** the table queue unless another is given */
  queue?: JobQueue;
  leaseMs?: number;
  graceMs?: number;
  pollMs?: number;
  quick?: number;
  backOffMs?: number;
  processEnds?: number;
}

export function workshop(database: Database, options: WorkshopOptions = {}): Workshop {
  const clock = options.clock ?? new SystemClock();
  const { leaseMs = 1_000, graceMs = 300, pollMs = 50, backOffMs = 20 } = options;
  const registry = new JobRegistry();
  const repository = new OutboxRepository();
  const commits = new GroupCommit(database);
  const bell = new Bell();
  const queue = options.queue ?? new TableQueue(database, commits, clock, { leaseMs, pollMs });
  const relay = new OutboxRelay(database, repository, queue, commits, bell, clock, { pollMs, graceMs });
  const runner = new JobRunner(database, commits, registry, clock, {
    ...{ leaseMs, backOffMs: () => backOffMs, processEnds: options.processEnds ?? PROCESS_ENDS },
  });
  const lanes = { ...DEFAULT_LANES, quick: options.quick ?? DEFAULT_LANES.quick };
  const worker = new WorkerRuntime(database, registry, queue, runner, repository, clock, lanes);
  return {
    database,
    registry,
    repository,
    outbox: new Outbox(registry, repository, clock, bell),
    queue,
    relay,
    worker,
    start: async () => {
      relay.start();
      await worker.start();
    },
    stop: async (stopMs = 2_000) => {
      await worker.stop(stopMs);
      await relay.stop();
    },
  };
}
