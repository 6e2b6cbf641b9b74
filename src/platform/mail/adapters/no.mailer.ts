import { Mailer, type MailFinding, type MailOutcome } from '../mail.port.js';

/** Nobody has set mail up: none is sent, and whoever looks is told so. */
export class NoMailer extends Mailer {
  readonly ready = false;
  send(): Promise<MailOutcome> {
    return Promise.resolve({ kind: 'later', said: 'mail is not set up (MAIL_DRIVER)' });
  }
  examine(): Promise<MailFinding> {
    return Promise.resolve({
      level: 'note',
      text: {
        zh: '没有设置邮件：通知只在网页上显示（MAIL_DRIVER）。',
        en: 'Mail is not set up: notices are shown on the pages only (MAIL_DRIVER).',
      },
    });
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}
