import type { MailOutcome } from '../mail.port.js';

/** What nodemailer throws, as far as it is read here. */
export interface SmtpFailure extends Error {
  /** of nodemailer: EAUTH, EENVELOPE, ETIMEDOUT … */
  code?: string;
  /** the command that was answered so */
  command?: string;
  /** of the server */
  responseCode?: number;
  response?: string;
}

/** An enhanced status of policy (RFC 3463): relaying denied, sender not allowed, blocked. Not the recipient's fault. */
const POLICY = /^\d{3}[ -]5\.7\.\d+/;

/**
 * What a failure means. Only a lasting answer about the recipient tells against the address, and only one about the
 * content against the message. Wrong passwords, refused senders, policies and silence are for whoever runs the server to
 * put right: the mail waits for that.
 */
export function outcomeOf({ message, command, responseCode = 0, response = '' }: SmtpFailure): MailOutcome {
  const said = (response || message).replace(/\s+/g, ' ').trim().slice(0, 200);
  if (responseCode >= 500 && !POLICY.test(response)) {
    if (command === 'RCPT TO') return { kind: 'refused', because: 'address', said };
    if (command === 'DATA') return { kind: 'refused', because: 'message', said };
  }
  return { kind: 'later', said };
}
