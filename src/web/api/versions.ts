import type { ResourceVersions } from '../../contracts/versions.js';
import { request } from './http.js';

export type { ResourceVersion, ResourceVersions } from '../../contracts/versions.js';

export const readVersions = (id: string) => request<ResourceVersions>('GET', `/resources/${id}/versions`);
export const restoreVersion = (id: string, rev: number, number: number) =>
  request<ResourceVersions>('POST', `/resources/${id}/versions/${number}/restore`, { ifMatch: rev });
export const removeVersion = (id: string, number: number) =>
  request<void>('DELETE', `/resources/${id}/versions/${number}`);
