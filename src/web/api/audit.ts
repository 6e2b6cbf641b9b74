import { API_BASE } from '../../contracts/content-routes.js';
import type { AuditEntryView, AuditPeople, AuditReach, AuditStanding } from '../../contracts/audit.js';
import { request, withQuery } from './http.js';

export type { AuditEntryView, AuditReach, AuditStanding } from '../../contracts/audit.js';

/** What is looked for, as the address of the page carries it. */
export interface AuditSearch {
  action?: string | undefined;
  result?: string | undefined;
  actorId?: string | undefined;
  objectId?: string | undefined;
  /** `[from, until)`, instants */
  from?: string | undefined;
  until?: string | undefined;
}

export const readAudit = (filter: AuditSearch, cursor?: string) =>
  request<{ items: AuditEntryView[]; next: string | null }>('GET', '/audit', {
    query: { ...filter, cursor, limit: 50 },
  });
export const readAuditReach = () => request<AuditReach>('GET', '/audit/reach');
export const readAuditStanding = () => request<AuditStanding>('GET', '/audit/standing');
export const verifyAudit = () => request<AuditStanding>('POST', '/audit/verify');
export const findAuditPeople = (text: string) =>
  request<AuditPeople>('GET', '/audit/people', { query: { text } });
/** Where the entries can be had as a file. */
export const auditFile = (filter: AuditSearch) => withQuery(`${API_BASE}/audit/export`, { ...filter });
