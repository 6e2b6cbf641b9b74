import { loadSettings } from '../config/settings.js';
import { escapeHtml } from '../kernel/html.js';
import { newId } from '../kernel/ids.js';
import { isMailAddress, openMailer } from '../platform/mail/index.js';
import { CliError, say } from './words.js';

/** Sends one mail by the settings of the server, and says what became of it. */
export async function mailTest(address: string): Promise<void> {
  const { mail, http } = loadSettings();
  if (mail.driver === 'none')
    throw new CliError({
      zh: '没有设置邮件：请先设置 MAIL_DRIVER。',
      en: 'Mail is not set up: set MAIL_DRIVER first.',
    });
  if (!isMailAddress(address))
    throw new CliError({ zh: `“${address}”不是邮件地址。`, en: `'${address}' is not an address for mail.` });
  const text = say({
    zh: `这是联课（${http.publicUrl}）的测试邮件。收到它，说明邮件设置好了。`,
    en: `A mail from Lianke (${http.publicUrl}), to see that it arrives. It did: mail is set up.`,
  });
  const mailer = await openMailer(mail);
  const outcome = await mailer
    .send({
      messageId: `${newId()}@${new URL(http.publicUrl).hostname}`,
      to: address,
      subject: say({ zh: '联课测试邮件', en: 'A mail from Lianke to see that it arrives' }),
      text: `${text}\n`,
      html: `<p>${escapeHtml(text)}</p>`,
      unsubscribeUrl: null,
    })
    .finally(() => mailer.close());
  if (outcome.kind !== 'delivered')
    throw new CliError({ zh: `没有寄出：${outcome.said}`, en: `It was not sent: ${outcome.said}` });
  console.log(
    mail.driver === 'file'
      ? say({ zh: `已写入 ${mail.directory}。`, en: `Written to ${mail.directory}.` })
      : say({ zh: `已寄往 ${address}。`, en: `Sent to ${address}.` }),
  );
}
