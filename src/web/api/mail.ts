import type { MailAddressView, MailPace, MailView, NoticeSort } from '../../contracts/mail.js';
import { request } from './http.js';

export type { MailAddressView, MailPace, MailView } from '../../contracts/mail.js';
export { MAIL_ADDRESS } from '../../contracts/constants.js';

export const readMail = () => request<MailView>('GET', '/me/mail');
export const setMailAddress = (address: string | null) =>
  request<MailView>('PUT', '/me/mail/address', { body: { address } });
export const confirmMail = (token: string) =>
  request<MailView>('POST', '/me/mail/confirmation', { body: { token } });
export const chooseMail = (body: { stopped?: boolean; paces?: { sort: NoticeSort; pace: MailPace }[] }) =>
  request<MailView>('PATCH', '/me/mail', { body });
export const readMailOf = (userId: string) => request<MailAddressView>('GET', `/people/${userId}/mail`);
export const setMailAddressOf = (userId: string, address: string | null) =>
  request<MailAddressView>('PUT', `/people/${userId}/mail/address`, { body: { address } });
export const unsubscribe = (token: string) =>
  request<void>('POST', `/mail/unsubscribe/${encodeURIComponent(token)}`);
