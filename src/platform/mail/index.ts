export { isMailAddress, oneLine } from './guarded.mailer.js';
export { MailModule, openMailer } from './mail.module.js';
export { Mailer, type MailFinding, type MailMessage, type MailOutcome } from './mail.port.js';
