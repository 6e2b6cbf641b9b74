import type { Step } from '../steps.js';
import type { RightsWorld } from '../world.js';
import { COLLECTIONS } from './collections.js';
import { FINDING } from './finding.js';
import { MARKS } from './marks.js';
import { PLANS } from './plans.js';
import { REVIEW } from './review.js';
import { SHARING } from './sharing.js';

export { mend } from './fault.js';

export interface Fault {
  seed: (world: RightsWorld) => void;
  /** what the walk says of it: found for another reason it would not be found */
  shownBy: RegExp;
  catchesUp: boolean;
  /** steps that come first */
  meets: Step[];
}

/** Mistakes by what they do. */
export const FAULTS: Record<string, Fault> = Object.fromEntries(
  Object.entries({ ...SHARING, ...FINDING, ...COLLECTIONS, ...REVIEW, ...MARKS, ...PLANS }).map(
    ([name, { seed, shownBy = /^step /, catchesUp = true, meets = [] }]) => [
      name,
      { seed, shownBy, catchesUp, meets },
    ],
  ),
);
