import type { OpenSupportInput, SupportList, SupportView } from '../../contracts/support.js';
import { request } from './http.js';

export { SUPPORT_MINUTES } from '../../contracts/constants.js';
export type { SupportView } from '../../contracts/support.js';

export const readSupport = (id: string) => request<SupportList>('GET', `/resources/${id}/support`);
export const openSupport = (id: string, body: OpenSupportInput, idempotencyKey: string) =>
  request<SupportView>('POST', `/resources/${id}/support`, { body, idempotencyKey });
export const endSupport = (id: string, supportId: string) =>
  request<void>('DELETE', `/resources/${id}/support/${supportId}`);
