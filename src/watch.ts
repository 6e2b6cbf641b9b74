import type { INestApplicationContext } from '@nestjs/common';
import { Metrics } from './http/index.js';
import { Database } from './platform/database/database.port.js';
import { OutboxRepository } from './platform/queue/index.js';

/** Adds the installation's jobs to what this process tells of itself. */
export function watch(app: INestApplicationContext): void {
  const { reader } = app.get(Database, { strict: false });
  const outbox = app.get(OutboxRepository, { strict: false });
  const metrics = app.get(Metrics, { strict: false });
  metrics.gauge('lianke_jobs', 'Jobs that wait or run, and jobs given up.', 'state', async () => {
    const { open, dead } = await outbox.counts(reader);
    return { open, dead };
  });
}
