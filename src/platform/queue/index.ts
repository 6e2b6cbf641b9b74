import { QueueDeliveryEntity } from './adapters/queue-delivery.entity.js';
import { OutboxJobEntity } from './outbox-job.entity.js';
import { ScheduleSlotEntity } from './schedule-slot.entity.js';

export {
  defineEvent,
  defineJob,
  type EventDefinition,
  type HandlerOptions,
  type JobContext,
  type JobDefinition,
  type JobFailure,
  type JobHandler,
} from './job-definition.js';
export { JobRegistry } from './job-registry.js';
export { AttemptLost, JobDeadline } from './job-runner.js';
export { Outbox } from './outbox.js';
export { OutboxRepository, type JobCounts } from './outbox.repository.js';
export { queueMigrations } from './queue.migrations.js';
export { examineQueue, QueueModule, type QueueSettings } from './queue.module.js';
export { JobQueue } from './queue.port.js';
export { Scheduler } from './scheduler.js';
export { WorkerRuntime, type LaneSettings } from './worker-runtime.js';

export const queueEntities = [OutboxJobEntity, QueueDeliveryEntity, ScheduleSlotEntity];
