import type { Clock } from '../../kernel/clock.js';
import { LANES, type Lane } from '../../kernel/lanes.js';
import type { Database } from '../database/database.port.js';

import type { JobRegistry } from './job-registry.js';
import type { JobRunner } from './job-runner.js';
import type { OutboxRepository } from './outbox.repository.js';
import type { Consumer, JobQueue } from './queue.port.js';

/** How many jobs of each lane run at once in this process. */
export type LaneSettings = Record<Lane, number>;

/** For two cores. */
export const DEFAULT_LANES: LaneSettings = { quick: 4, document: 1, video: 1, index: 1, bulk: 1, mail: 2 };

/** Makes this process work off jobs: one consumer per lane. */
export class WorkerRuntime {
  private consumers: Consumer[] = [];

  constructor(
    private readonly database: Database,
    private readonly registry: JobRegistry,
    private readonly queue: JobQueue,
    private readonly runner: JobRunner,
    private readonly repository: OutboxRepository,
    private readonly clock: Clock,
    private readonly lanes: LaneSettings,
  ) {}

  /** Starts working; a lane set to 0 is left to other processes. */
  async start(): Promise<void> {
    for (const lane of LANES) {
      const names = this.registry.all().flatMap(({ meta }) => (meta.lane === lane ? [meta.name] : []));
      if (names.length === 0 || this.lanes[lane] === 0) continue;
      this.consumers.push(
        await this.queue.consume(names, this.lanes[lane], (delivery, signal) =>
          this.runner.run(delivery, signal),
        ),
      );
    }
  }

  /** Takes nothing new; what runs ends within `graceMs` or is handed back to be done by somebody else. */
  async stop(graceMs = 10_000): Promise<void> {
    await Promise.all(this.consumers.splice(0).map((consumer) => consumer.stop(graceMs)));
    await this.runner.quiet();
  }

  /** Resolves with true once nothing is open but what was asked for later, with false after `timeoutMs`. For the command line and tests. */
  async drained(timeoutMs: number): Promise<boolean> {
    const until = Date.now() + timeoutMs;
    while (await this.repository.busy(this.database.reader, this.clock.now())) {
      if (Date.now() > until) return false;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return true;
  }
}
