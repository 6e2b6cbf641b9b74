import type { MarkInput, MarkOffer, ResourceMarks } from '../../contracts/marks.js';
import { request } from './http.js';

export type { MarkInput, MarkOffer, MarkRecord, ResourceMarks } from '../../contracts/marks.js';

export const readMarks = (resourceId: string) =>
  request<ResourceMarks>('GET', `/resources/${resourceId}/marks`);
export const giveMark = (resourceId: string, rev: number, mark: MarkInput) =>
  request<{ id: string }>('POST', `/resources/${resourceId}/marks`, { ifMatch: rev, body: mark });
export const takeMark = (resourceId: string, id: string, words: string) =>
  request<void>('POST', `/resources/${resourceId}/marks/${id}/take-away`, { body: { words } });
/** What the reviewer may mark it with while approving. */
export const readDeskMarks = (reviewId: string) =>
  request<{ items: MarkOffer[] }>('GET', `/reviews/${reviewId}/marks`);
