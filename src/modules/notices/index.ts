import { MailAddressEntity, MailEntity, MailPaceEntity } from './mail/mail.entity.js';

export { mailMigrations } from './mail/mail.migrations.js';
export { MailSchedule } from './mail/mail-schedule.js';
export { NoticeMailModule } from './mail/notice-mail.module.js';
export { NoticesJobs, NOTICES_KEPT_MS } from './notices.jobs.js';
export { NoticesModule } from './notices.module.js';
export const mailEntities = [MailAddressEntity, MailPaceEntity, MailEntity];
