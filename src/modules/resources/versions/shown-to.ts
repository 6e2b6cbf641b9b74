import type { RightName } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import { LEVELS, type AccessEntry } from '../../access/index.js';

/** Somebody who could see a version while it was in force, and with which right. */
export interface ShownTo {
  principal: string;
  right: RightName;
}

/**
 * To whom a version is remembered to have been shown: what access held of the resource when something else took its
 * place, without what would have opened only after that or had closed before the version came. Whoever was taken out of
 * the audience by then is not among them, and neither is support, which is lent to look at what is there now. People
 * are remembered as audiences name them: whoever has come to a school, a department or a group since counts as one of it.
 */
export function shownTo(
  entries: readonly AccessEntry[],
  inForce: { since: Instant; until: Instant },
): ShownTo[] {
  return entries
    .filter(
      ({ source, visibleFrom, visibleUntil }) =>
        source !== 'support' &&
        (visibleFrom ?? -Infinity) < inForce.until &&
        (visibleUntil ?? Infinity) > inForce.since,
    )
    .map(({ principal, right }) => ({ principal, right }));
}

/**
 * The right to what an earlier version held, of somebody who has a right to the resource now: never more than that one,
 * and never more than they were shown then. Whoever may edit the resource sees all of its versions. Null for those to
 * whom it was never shown, be it that the audience was widened since, and for versions that remember nobody.
 */
export function rightThen(
  remembered: readonly ShownTo[] | null,
  principals: ReadonlySet<string>,
  now: RightName,
): RightName | null {
  if (LEVELS[now] >= LEVELS.edit) return now;
  const then = (remembered ?? []).filter(({ principal }) => principals.has(principal));
  if (then.length === 0) return null;
  return then.some(({ right }) => LEVELS[right] >= LEVELS[now]) ? now : 'view';
}
