import type { TFunction } from 'i18next';
import { MARK_KINDS } from '../../../contracts/constants.js';

/** A value of the facet of quality marks as people read it. */
export function markName(t: TFunction, value: string): string {
  const kind = MARK_KINDS.find((one) => one === value);
  return kind ? t(`marks.kind.${kind}`) : value;
}
