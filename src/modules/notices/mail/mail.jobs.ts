import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Mailer } from '../../../platform/mail/index.js';
import { NoticeBoard } from '../../../platform/notices/index.js';
import { JobRegistry } from '../../../platform/queue/index.js';
import { MailGathering } from './mail-gathering.js';
import { gatherMail, sendMail } from './mail.queue.js';
import { Postman } from './postman.js';

/** What is done when people were told something. Where mail is not set up, nothing is. */
@Injectable()
export class MailJobs implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly board: NoticeBoard,
    private readonly gathering: MailGathering,
    private readonly postman: Postman,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    this.registry.handle(gatherMail, async ({ accountId }) => {
      if (this.mailer.ready) await this.gathering.atOnce(accountId);
    });
    this.registry.handle(sendMail, ({ mailId }, job) => this.postman.send(mailId, job));
    if (this.mailer.ready)
      this.board.listen((tx, kind, recipientIds) => this.gathering.told(tx, kind, recipientIds));
  }
}
