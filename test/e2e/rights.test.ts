import fc from 'fast-check';
import { openWorld } from '../support/rights/world.js';
import { step, walk } from '../support/rights/walk.js';

const STEPS = 50;

describe('rights', () => {
  it('agree with the model after every step of a random walk, in lists, search, counts, suggestions, openings, downloads and collections', async () => {
    const world = await openWorld();
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
          expect(await walk(world, steps)).toBeNull();
        }),
        // One world for all steps: a failing walk is told with its seed instead of being shrunk on a world that has gone on.
        { numRuns: 2, endOnFailure: true },
      );
    } finally {
      await world.close();
    }
  }, 600_000);
});
