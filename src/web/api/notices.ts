import type { NoticeView } from '../../contracts/notices.js';
import { request } from './http.js';

export type { CollectionNews, NoticeView } from '../../contracts/notices.js';
export { MOST_COUNTED } from '../../contracts/constants.js';

export const readNotices = (cursor?: string) =>
  request<{ items: NoticeView[]; next: string | null }>('GET', '/notices', { query: { cursor, limit: 20 } });
export const countUnseen = () => request<{ count: number }>('GET', '/notices/unseen');
export const seeNotice = (id: string) => request<void>('POST', `/notices/${id}/seen`);
export const seeNoticesUntil = (until: string) => request<void>('POST', '/notices/seen', { body: { until } });
