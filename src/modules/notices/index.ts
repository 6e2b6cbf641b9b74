export { NoticesJobs, NOTICES_KEPT_MS } from './notices.jobs.js';
export { NoticesModule } from './notices.module.js';
