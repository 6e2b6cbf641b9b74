import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/index.js';
import { EventStreamController } from './event-stream.controller.js';
import { Inbox } from './inbox.js';
import { NoticesController } from './notices.controller.js';
import { NoticesJobs } from './notices.jobs.js';

/** The place where a person hears of what concerns them, and the stream that says so at once. */
@Module({
  imports: [OrganizationModule],
  controllers: [EventStreamController, NoticesController],
  providers: [Inbox, NoticesJobs],
})
export class NoticesModule {}
