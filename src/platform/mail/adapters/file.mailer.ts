import { access, constants, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { MailSettings } from '../../../config/mail-settings.js';
import { Mailer, type MailFinding, type MailMessage, type MailOutcome } from '../mail.port.js';
import { composed } from './mail-headers.js';

type FileSettings = Extract<MailSettings, { driver: 'file' }>;

/** Puts each mail into a folder as an `.eml` file named after its id: for trying out, and for looking at what would be sent. */
export class FileMailer extends Mailer {
  readonly ready = true;
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  constructor(private readonly settings: FileSettings) {
    super();
  }

  async send(message: MailMessage): Promise<MailOutcome> {
    const { directory } = this.settings;
    const { message: written } = await this.composer.sendMail(composed(message, this.settings));
    const file = join(directory, `${message.messageId.replace(/@.*/, '')}.eml`);
    try {
      await mkdir(directory, { recursive: true });
      await writeFile(`${file}.part`, written as Buffer);
      await rename(`${file}.part`, file);
    } catch (error) {
      return { kind: 'later', said: String(error) };
    }
    return { kind: 'delivered' };
  }

  async examine(): Promise<MailFinding> {
    const { directory } = this.settings;
    // Looking makes nothing: a folder that is missing comes with the first mail.
    const writable = await access(directory, constants.W_OK).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    );
    if (!writable)
      return {
        level: 'bad',
        text: {
          zh: `邮件目录 ${directory} 不能写入。`,
          en: `The folder for mail, ${directory}, cannot be written to.`,
        },
      };
    return {
      level: 'note',
      text: {
        zh: `邮件只写入 ${directory}，不会寄出（MAIL_DRIVER=file，仅供试用）。`,
        en: `Mail is only written to ${directory} and never leaves (MAIL_DRIVER=file, for trying out).`,
      },
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
