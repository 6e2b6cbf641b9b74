import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { shortened } from '../support/services.js';
import { Program } from '../support/program.js';
import { FAULTS, mend } from '../support/rights-faults.js';
import { innerWalk, walkOf } from '../support/rights-inner-walk.js';
import { betrayals, WAYS } from '../support/search-hiding.js';
import { innerWorld } from '../support/rights-world.js';

/** of each of two processes */
const STEPS = shortened ? 1_000 : 10_000;
const SEARCHES = shortened ? 1_000 : 10_000;

/** Walks of so many steps in a process of its own, as `npm run rights` does; what it printed when they disagree. */
async function walked(steps: number, seed: number): Promise<string | null> {
  const args = [
    '--import',
    './test/support/ts-loader.mjs',
    'test/rights/run.ts',
    String(steps),
    String(seed),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? null : printed;
}

describe('rights, at length', () => {
  it(`agree with the model after every one of ${(2 * STEPS).toLocaleString('en')} random steps, other ones each time`, async () => {
    const seed = Date.now() % 1_000_000_000;
    const found = await Promise.all([walked(STEPS, seed), walked(STEPS, seed + 1_000_000)]);
    expect(found).toEqual([null, null]);
  }, 1_500_000);

  it(`leave no trace of a hidden resource in ${SEARCHES.toLocaleString('en')} random searches`, async () => {
    const program = await Program.open({ TRASH_DAYS: '100000' });
    try {
      const ways = Object.keys(WAYS);
      const seed = Date.now() % 1_000_000_000;
      for (const way of ways)
        expect([seed, way, await betrayals(program, way, Math.ceil(SEARCHES / ways.length), seed)]).toEqual([
          seed,
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
        const { seed, shownBy, catchesUp } = FAULTS[name]!;
        let found: string | null = null;
        // Always the same walks, so that a fault is found or not found for a reason.
        for (let walk = 0; walk < 8 && found === null; walk += 1) {
          const { shape, steps } = walkOf(20260901 + walk, 80);
          const world = await innerWorld(program, shape);
          seed(world);
          found = await innerWalk(world, steps, catchesUp).catch((error: unknown) => String(error));
          mend();
        }
        expect(found).toMatch(shownBy);
      },
      300_000,
    );
  });
});
