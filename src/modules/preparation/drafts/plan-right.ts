import { LICENCES } from '../../../contracts/index.js';
import { within, type Instant } from '../../../kernel/clock.js';
import { windowOf, type LookRight, type ResourceRecord } from '../../resources/index.js';

type Facts = Pick<ResourceRecord, 'audience' | 'licence' | 'licenceUntil' | 'visibleFrom' | 'visibleUntil'>;

/**
 * What a plan lets its people do with a resource now: no more than its author and its licence let those whom it is
 * published to, and nothing outside of the window in which these see it (null).
 */
export function rightInPlan(record: Facts, now: Instant): LookRight | null {
  const { visibleFrom, visibleUntil } = windowOf(record);
  if (!within(now, visibleFrom, visibleUntil)) return null;
  return !record.audience?.previewOnly && LICENCES[record.licence].download ? 'download' : 'view';
}
