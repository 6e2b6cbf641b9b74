import type { z } from 'zod';
import type { usage } from '../../../contracts/index.js';
import type { ResourceRecord } from '../resources.repository.js';

export type UsageInput = z.output<typeof usage>;

/** How a resource may be used after a change: what is not given stays. */
export function usageAfter(
  record: Pick<ResourceRecord, 'licence' | 'licenceUntil' | 'pupils' | 'consentRef' | 'watermark'>,
  change: UsageInput,
) {
  const { licenceUntil } = change;
  const until = licenceUntil == null ? licenceUntil : Date.parse(licenceUntil);
  return {
    licence: change.licence ?? record.licence,
    licenceUntil: until === undefined ? record.licenceUntil : until,
    pupils: change.pupils ?? record.pupils,
    consentRef: change.consentRef === undefined ? record.consentRef : change.consentRef,
    watermark: change.watermark ?? record.watermark,
  };
}
