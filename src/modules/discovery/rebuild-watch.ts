import { Injectable, Logger } from '@nestjs/common';
import { MINUTE } from '../../kernel/clock.js';
import { Database } from '../../platform/database/database.port.js';
import { Outbox } from '../../platform/queue/index.js';
import { SearchEngine } from '../../platform/search/search.port.js';
import { rebuildIndex } from './rebuild-index.job.js';

/** Asks for a rebuild when the engine wants one: at start, and whenever it was found away. */
@Injectable()
export class RebuildWatch {
  private readonly log = new Logger('Discovery');
  private askedAt = -Infinity;

  constructor(
    private readonly engine: SearchEngine,
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Costs nothing where no rebuild is wanted, or one was asked for within the last minute; nobody waits for it. */
  look(): void {
    const now = performance.now();
    if (!this.engine.needsRebuild || now - this.askedAt < MINUTE) return;
    this.askedAt = now;
    this.ask().catch((error: unknown) => {
      this.askedAt = -Infinity;
      this.log.error(`A new search index could not be asked for: ${String(error)}`);
    });
  }

  /** The same at start, waited for. */
  async atStart(): Promise<void> {
    if (this.engine.needsRebuild) await this.ask();
  }

  private async ask(): Promise<void> {
    await this.database.transaction((tx) => this.outbox.add(tx, rebuildIndex, {}));
  }
}
