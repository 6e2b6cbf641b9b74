import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { isUsable, Renderings } from '../files/index.js';
import { ProcessingNews } from './processing-news.js';

/** Ends of processing that are no preview. */
@Injectable()
export class ProcessingFailures {
  constructor(
    private readonly database: Database,
    private readonly renderings: Renderings,
    private readonly news: ProcessingNews,
  ) {}

  /** The job about these bytes has died, in its unit: whatever is there stays usable. */
  async died(tx: Tx, sha256: string): Promise<void> {
    const { details } = await this.renderings.change(tx, sha256, {});
    const failure = { code: 'processing_failed', params: {} };
    await this.renderings.change(tx, sha256, {
      state: isUsable(details) ? 'partial' : 'failed',
      progress: 1,
      failure,
    });
    tx.afterCommit(() => void this.news.tell(sha256));
  }

  /** A kind of file of which nothing is made (archives): ready as it is. */
  async nothingToShow(sha256: string): Promise<void> {
    await this.database.transaction((tx) =>
      this.renderings.change(tx, sha256, { state: 'ready', progress: 1, failure: null }),
    );
    await this.news.tell(sha256);
  }
}
