import type { Id } from '../../../kernel/ids.js';
import { principal, type AccessEntry } from '../../access/index.js';
import { widestReach, type Usage } from '../audience/widest.js';
import type { SupportOpening } from './support.repository.js';

/** Whether a resource may be opened by the administrators of a place: pupils without consent stay in their school. */
export function maySupport(usage: Usage, scopeId: Id): boolean {
  return scopeId === usage.schoolId || widestReach(usage).because !== 'consent';
}

/** What openings give: a look for their time, as long as the office lasts; in no list, count or search. */
export function supportEntries(usage: Usage, openings: readonly SupportOpening[]): AccessEntry[] {
  return openings
    .filter(({ scopeId }) => maySupport(usage, scopeId))
    .map(({ adminId, scopeId, openedAt, until }) => ({
      principal: principal.administrator(adminId, scopeId),
      source: 'support',
      right: 'view',
      sortTime: null,
      visibleFrom: openedAt,
      visibleUntil: until,
    }));
}
