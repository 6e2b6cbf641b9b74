import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, DAY, HOUR, SECOND } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { Scheduler } from '../../platform/queue/index.js';
import { RequestBudgetsRepository } from './request-budgets.repository.js';
import { spend, type Allowance } from './spending.js';

/**
 * What one person, or one address without an account, may make: far more than anybody does in a day's work, and far
 * less than what fills a disk.
 * create: things made (resources, uploads, collections, links …), by person.
 * copy: items copied with collections, by person.
 * visit: links opened, by address; a whole school may sit behind one.
 */
const ALLOWANCES = {
  create: { most: 3_000, backMs: 20 * SECOND },
  copy: { most: 20_000, backMs: 5 * SECOND },
  visit: { most: 1_000, backMs: 2 * SECOND },
} as const satisfies Record<string, Allowance>;
export type Spending = keyof typeof ALLOWANCES;

/** Every allowance is whole again after so long. */
const KEPT_MS = 2 * DAY;

/** Keeps count of what is made, in the unit of work that makes it: whatever fails costs nothing. */
@Injectable()
export class RequestBudget implements OnModuleInit {
  constructor(
    private readonly repository: RequestBudgetsRepository,
    private readonly database: Database,
    private readonly scheduler: Scheduler,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('http.forget-budgets', HOUR, () =>
      this.database.transaction((tx) => this.repository.removeBefore(tx, this.clock.now() - KEPT_MS)),
    );
  }

  /** Spends `cost` in the name of `who` (an id or an address). Throws `too_many_requests` with `retryAfterSeconds`. */
  async spend(tx: Tx, kind: Spending, who: string, cost = 1): Promise<void> {
    const id = `${kind}:${who}`.slice(0, 120);
    const now = this.clock.now();
    const answer = spend(await this.repository.locked(tx, id, now), cost, ALLOWANCES[kind], now);
    if ('waitMs' in answer)
      throw new AppError('too_many_requests', { retryAfterSeconds: Math.ceil(answer.waitMs / SECOND) });
    await this.repository.save(tx, id, answer.next);
  }
}
