import { SystemClock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { rebuildIndex } from '../../modules/discovery/index.js';
import type { Tx } from '../../platform/database/database.port.js';
import { markFinished } from '../../platform/database/unfinished.js';
import { OutboxRepository } from '../../platform/queue/index.js';

/** What is new to the rows of a database that is about to be used. */
export interface NewToIt {
  /** the store: uploads under way begin again there, under their old ids */
  storage: boolean;
  /** the queue, or the database itself: open jobs go to the queue again */
  queue: boolean;
  /** the index: it is filled at the next start */
  search: boolean;
}

/** The last step: in one unit, so that a database is either unfinished or ready. */
export async function finish(tx: Tx, { storage, queue, search }: NewToIt): Promise<void> {
  if (storage) await tx.manager.query(`UPDATE upload SET store_upload_id = NULL WHERE state = 'uploading'`);
  if (queue) {
    await tx.manager.query('DELETE FROM queue_delivery');
    await tx.manager.query(
      `UPDATE outbox_job SET published_at = NULL, attempt_id = NULL, started_at = NULL, lease_until = NULL WHERE state = 'open'`,
    );
  }
  if (search) await askForIndex(tx);
  await markFinished(tx);
}

async function askForIndex(tx: Tx): Promise<void> {
  const outbox = new OutboxRepository();
  const { name, priority } = rebuildIndex;
  const jobKey = rebuildIndex.key?.({}) ?? null;
  if (jobKey !== null && (await outbox.waitingTwin(tx, name, jobKey))) return;
  const now = new SystemClock().now();
  const job = { id: newId(now), name, jobKey, priority, payload: '{}', notBefore: now, createdAt: now };
  await outbox.insert(tx, job);
}
