import { disagreements, settle } from './compare.js';
import { pick } from './sharing-steps.js';
import { take, type Step } from './steps.js';
import type { RightsWorld } from './world.js';

export { step } from './steps.js';

/** Walks, comparing three people after every step and everybody once the index has settled; the first disagreement, or null. */
export async function walk(world: RightsWorld, steps: readonly Step[]): Promise<string | null> {
  for (const [i, next] of steps.entries()) {
    await take(world, next);
    const settled = i % 12 === 11 || i === steps.length - 1;
    if (settled) await settle(world);
    const watched = settled ? world.people : [0, 3, 5].map((offset) => pick(world.people, i + offset));
    for (const person of watched) {
      const found = await disagreements(world, person, settled);
      if (found.length > 0)
        return `step ${i} (${next.what}), person ${world.people.indexOf(person)}: ${found.slice(0, 5).join('; ')}`;
    }
  }
  return null;
}
