import { shortened } from '../support/services.js';
import { Program } from '../support/program.js';
import { FAULTS, mend } from '../support/rights/faults/index.js';
import { innerWalk, walkOf } from '../support/rights/inner-walk.js';
import { walked } from '../support/rights/walked.js';
import { betrayals, WAYS } from '../support/search-hiding.js';
import { innerWorld } from '../support/rights/world.js';

/** of each of two processes */
const STEPS = shortened ? 150 : 10_000;
const SEARCHES = shortened ? 200 : 10_000;

/** Other ones each time; where only a part is walked, the same, so that what is found there is found for a reason. */
const SEED = shortened ? 20_270_101 : Date.now() % 1_000_000_000;

describe('rights, at length', () => {
  it(`agree with the model after every one of ${(2 * STEPS).toLocaleString('en')} random steps`, async () => {
    const found = await Promise.all([walked(STEPS, SEED), walked(STEPS, SEED + 1_000_000)]);
    expect(found).toEqual([null, null]);
  }, 1_500_000);

  it(`leave no trace of a hidden resource in ${SEARCHES.toLocaleString('en')} random searches`, async () => {
    const program = await Program.open({ TRASH_DAYS: '100000' });
    try {
      const ways = Object.keys(WAYS);
      for (const way of ways)
        expect([SEED, way, await betrayals(program, way, Math.ceil(SEARCHES / ways.length), SEED)]).toEqual([
          SEED,
          way,
          [],
        ]);
    } finally {
      await program.close();
    }
  }, 1_200_000);

  describe('disagree when', () => {
    let program: Program;
    beforeAll(async () => {
      program = await Program.open({ TRASH_DAYS: '100000' });
    }, 120_000);
    afterEach(mend);
    afterAll(() => program?.close());

    it.each(Object.keys(FAULTS))(
      '%s',
      async (name) => {
        const { seed, shownBy, catchesUp, meets } = FAULTS[name]!;
        let found: string | null = null;
        // Always the same walks, so that a fault is found or not found for a reason.
        for (let walk = 0; walk < 8 && found === null; walk += 1) {
          const { shape, steps } = walkOf(20260901 + walk, 80);
          const world = await innerWorld(program, shape);
          seed(world);
          found = await innerWalk(world, [...meets, ...steps], catchesUp).catch((error: unknown) =>
            String(error),
          );
          mend();
        }
        expect(found).toMatch(shownBy);
      },
      600_000,
    );
  });
});
