import type { Mailbox } from '../../../config/mail-settings.js';
import type { MailMessage } from '../mail.port.js';

/** A message in the words of nodemailer. Names and subjects are encoded by it; nothing is fetched or read from disk for a body. */
export function composed(
  { messageId, to, subject, text, html, unsubscribeUrl }: MailMessage,
  { from, replyTo }: { from: Mailbox; replyTo: Mailbox | null },
) {
  return {
    messageId: `<${messageId}>`,
    from,
    to: { name: '', address: to },
    ...(replyTo ? { replyTo } : {}),
    subject,
    text,
    html,
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      // No answer of an absent reader's program, and none of ours to theirs.
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl === null
        ? {}
        : {
            'List-Unsubscribe': { prepared: true, foldLines: false, value: `<${unsubscribeUrl}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  };
}
