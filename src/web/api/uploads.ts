import type { z } from 'zod';
import type {
  createUploadRequest,
  failureView,
  ListedUpload,
  quotaView,
  signPartsResponse,
  uploadDetail,
  UploadView,
} from '../../contracts/uploads.js';
import { newKey, request } from './http.js';

export type { UploadView } from '../../contracts/uploads.js';
export type UploadDetail = z.infer<typeof uploadDetail>;
export type SignedParts = z.infer<typeof signPartsResponse>;
export type Failure = z.infer<typeof failureView>;
export type Quota = z.infer<typeof quotaView>;
export type CreateUploadInput = z.input<typeof createUploadRequest>;

export const createUpload = (body: CreateUploadInput, signal?: AbortSignal) =>
  request<UploadDetail>('POST', '/uploads', { body, signal, idempotencyKey: newKey() });
export const readUploads = () => request<{ items: ListedUpload[] }>('GET', '/uploads');
export const readUpload = (id: string, signal?: AbortSignal) =>
  request<UploadDetail>('GET', `/uploads/${id}`, { signal });
export const signParts = (id: string, numbers: number[], signal?: AbortSignal) =>
  request<SignedParts>('POST', `/uploads/${id}/parts`, { body: { numbers }, signal });
export const completeUpload = (id: string, sha256: string | undefined, signal?: AbortSignal) =>
  request<UploadView>('POST', `/uploads/${id}/complete`, { body: { sha256 }, signal });
export const abortUpload = (id: string) => request<void>('DELETE', `/uploads/${id}`);
export const readQuota = () => request<Quota>('GET', '/quota');
