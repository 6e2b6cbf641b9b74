import fc from 'fast-check';
import { OutboxRelay } from '../../../src/platform/queue/outbox-relay.js';
import { WorkerRuntime } from '../../../src/platform/queue/worker-runtime.js';
import { disagreements } from './compare.js';
import { atAddresses, catchUp, inspect, whoSees, type Focus } from './inspect.js';
import { Program } from '../program.js';
import { sightOfReview } from './review-inspect.js';
import { policyOf } from './review-steps.js';
import { pick } from './sharing-steps.js';
import { step, take, type Step } from './steps.js';
import { innerWorld, type Belonging, type RightsWorld, type Shape } from './world.js';

const belonging: fc.Arbitrary<Belonging> = fc.record({
  place: fc.nat({ max: 5 }),
  scope: fc.constantFrom('team', 'department', 'school'),
  role: fc.constant('teacher'),
  from: fc.constantFrom(0, 0, 0, 2, 10),
  until: fc.constantFrom(null, null, 12, 20),
});
const always = (scope: Belonging['scope'], role: Belonging['role']): fc.Arbitrary<Belonging[]> =>
  fc.nat({ max: 5 }).map((place) => [{ place, scope, role, from: 0, until: null }]);

/**
 * One to three groups of one to three schools; six people who belong anywhere for any time, one who keeps a catalogue,
 * one administrator of a school and one of a group.
 */
const shape: fc.Arbitrary<Shape> = fc.record({
  groups: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
  policies: fc.array(fc.nat().map(policyOf), { maxLength: 3 }),
  people: fc
    .tuple(
      always('school', 'librarian'),
      always('school', 'school_admin'),
      always('group', 'group_admin'),
      ...Array.from({ length: 6 }, () =>
        fc.uniqueArray(belonging, {
          minLength: 1,
          maxLength: 3,
          selector: ({ place, scope }) => `${place} ${scope}`,
        }),
      ),
    )
    .map((people) => people),
});

/** One walk: a world and what happens in it. */
interface Walk {
  shape: Shape;
  steps: Step[];
}

/** Always the same walk for a seed. */
export function walkOf(seed: number, length: number): Walk {
  const steps = fc.array(step, { minLength: length, maxLength: length, size: 'max' });
  const [walk] = fc.sample(fc.record({ shape, steps }), { numRuns: 1, seed });
  return walk!;
}

/**
 * Walks, comparing three people after every step without a network, and three of them over HTTP after every fiftieth;
 * every third time the index has caught up, so that what is visible must be found, too (with `catchesUp` false: never). The
 * first disagreement, or null.
 */
export async function innerWalk(
  world: RightsWorld,
  steps: readonly Step[],
  catchesUp = true,
): Promise<string | null> {
  for (const [i, next] of steps.entries()) {
    await take(world, next);
    const settled = catchesUp && i % 3 === 2;
    if (settled) await catchUp(world);
    const focus = focusOf(world, i);
    const watched = [...new Set([0, 1, 4].map((offset) => pick(world.people, i + offset)))];
    const found: string[] = [];
    for (const [n, person] of watched.entries())
      found.push(...(await inspect(world, person, { ...focus, turn: i + n }, settled)));
    for (const resource of focus.resources.slice(0, 1)) {
      found.push(...(await whoSees(world, resource)));
      found.push(...(await atAddresses(world, watched[0]!, resource, i)));
    }
    if (i % 4 === 3) found.push(...(await sightOfReview(world, i)));
    if (i % 50 === 49)
      for (const person of watched) found.push(...(await disagreements(world, person, settled, 10)));
    if (found.length > 0) return `step ${i} (${next.what}): ${found.slice(0, 5).join('; ')}`;
  }
  return null;
}

/** What the step was about, and two other resources. */
function focusOf({ model, touched, opened }: RightsWorld, i: number): Omit<Focus, 'turn'> {
  const [resources, collections] = [[...model.resources.values()], [...model.collections.values()]];
  const last = touched ?? pick(resources, i);
  const around = collections.filter(({ items }) =>
    items.some(({ target }) => target.kind !== 'link' && target.of === last),
  );
  // By turns the one something happened to, one that what happened to a resource is to be seen in, and any.
  const collection = [opened, pick(around, i), pick(collections, i)][i % 3] ?? pick(collections, i);
  return {
    resources: [...new Set([last, pick(resources, i), pick(resources, i * 7 + 3)])].filter(
      (one) => one !== undefined,
    ),
    collection: collection ?? null,
  };
}

/** So many walks in one program before a fresh one is started: its index would grow without end. */
const WALKS_A_PROGRAM = 60;

export interface Campaign {
  steps: number;
  /** steps of one walk */
  length?: number;
  seed: number;
  onProgress?: (steps: number) => void;
}

/**
 * Walks of so many steps together, each in a world of its own. A walk that disagrees is made shorter, as far as a
 * minute goes, and told with its seed; null when there is none.
 */
export async function campaign({ steps, length = 100, seed, onProgress }: Campaign): Promise<string | null> {
  let program: Program | null = null;
  try {
    for (let walk = 0; walk * length < steps; walk += 1) {
      if (walk % WALKS_A_PROGRAM === 0) {
        await program?.close();
        program = await Program.open({ TRASH_DAYS: '100000' });
        await rest(program);
      }
      const taken = walkOf(seed + walk, Math.min(length, steps - walk * length));
      const found = await disagreement(program!, taken);
      if (found !== null) return told(seed + walk, length, await shortened(program!, taken, found));
      onProgress?.((walk + 1) * length);
    }
    return null;
  } finally {
    await program?.close();
  }
}

/**
 * Lets nothing happen but the steps: the index is behind until the walk lets it catch up, and each walk is the same
 * every time. Over HTTP (`e2e/rights`) jobs run beside the steps.
 */
async function rest(program: Program): Promise<void> {
  await program.get(OutboxRelay).stop();
  await program.get(WorkerRuntime).stop();
}

/** What one walk in a fresh world of a program disagrees in; what throws is a disagreement, too. */
export async function disagreement(program: Program, { shape: made, steps }: Walk): Promise<string | null> {
  const world = await innerWorld(program, made);
  return innerWalk(world, steps).catch((error: unknown) => String(error));
}

interface Shortened {
  walk: Walk;
  found: string;
}

/** Leaves out ever smaller pieces of a walk as long as it still disagrees. */
async function shortened(program: Program, walk: Walk, found: string): Promise<Shortened> {
  const until = Date.now() + 60_000;
  let best: Shortened = { walk, found };
  const last = /^step (\d+)/.exec(found);
  if (last) best.walk = { ...walk, steps: walk.steps.slice(0, Number(last[1]) + 1) };
  for (let size = Math.ceil(best.walk.steps.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < best.walk.steps.length && Date.now() < until;) {
      const fewer = { ...best.walk, steps: best.walk.steps.toSpliced(at, size) };
      const again = fewer.steps.length > 0 ? await disagreement(program, fewer) : null;
      if (again === null) at += size;
      else best = { walk: fewer, found: again };
    }
  return best;
}

function told(seed: number, length: number, { walk, found }: Shortened): string {
  return [
    `Walk of seed ${seed}, ${length} steps: ${found}`,
    `again: npm run rights -- ${length} ${seed}`,
    `world: ${JSON.stringify(walk.shape)}`,
    ...walk.steps.map((one, i) => `${i}: ${JSON.stringify(one)}`),
  ].join('\n');
}
