import { Module } from '@nestjs/common';
import { IdentityModule } from '../../identity/index.js';
import { OrganizationModule } from '../../organization/index.js';
import { Confirmations } from './confirmations.js';
import { MailAddresses } from './mail-addresses.js';
import { MailAddressesRepository } from './mail-addresses.repository.js';
import { MailChoices } from './mail-choices.js';
import { MailController, UnsubscribeController } from './mail.controller.js';
import { MailGathering } from './mail-gathering.js';
import { MailJobs } from './mail.jobs.js';
import { MailLinks } from './mail-links.js';
import { MailReaders } from './mail-readers.js';
import { MailSchedule } from './mail-schedule.js';
import { MailsRepository } from './mails.repository.js';
import { MailWriter } from './mail-writer.js';
import { Postman } from './postman.js';

/** Notices by mail: people's addresses and wishes, and the jobs that send. In every process: each tells people things, and some work. */
@Module({
  imports: [IdentityModule, OrganizationModule],
  controllers: [MailController, UnsubscribeController],
  providers: [
    Confirmations,
    MailAddresses,
    MailAddressesRepository,
    MailChoices,
    MailGathering,
    MailJobs,
    MailLinks,
    MailReaders,
    MailSchedule,
    MailsRepository,
    MailWriter,
    Postman,
  ],
})
export class NoticeMailModule {}
