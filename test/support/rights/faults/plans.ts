import { Database } from '../../../../src/platform/database/database.port.js';
import { AccessService } from '../../../../src/modules/access/index.js';
import { PlanLookers } from '../../../../src/modules/preparation/drafts/plan-lookers.js';
import { ShownRepository } from '../../../../src/modules/preparation/drafts/shown.repository.js';
import { LessonGate } from '../../../../src/modules/preparation/lessons/lesson-gate.js';
import { LessonsRepository } from '../../../../src/modules/preparation/lessons/lessons.repository.js';
import { OwnRepository } from '../../../../src/modules/preparation/own/own.repository.js';
import { PlanAccess } from '../../../../src/modules/preparation/plans/plan-access.js';
import { PlanPeople } from '../../../../src/modules/preparation/plans/plan-people.js';
import { PlansRepository } from '../../../../src/modules/preparation/plans/plans.repository.js';
import { Frozen } from '../../../../src/modules/resources/policy/frozen.js';
import { get, PEOPLE, replace, told, type Mistake } from './fault.js';

/** Everybody makes a plan, if they lead something, and time goes on. */
const PREPARED = PEOPLE.flatMap((a) => [1, 4, 8].map((c) => told('prepare', a, a, c)));

/** Mistakes about who prepares lessons together, and what that shows them. */
export const PLANS: Record<string, Mistake> = {
  'a plan goes on showing what was deleted or withdrawn': {
    seed: (world) => {
      const before = new Map<string, string[]>();
      replace(get(world, ShownRepository), 'plans', (plans) => async (q, id) => {
        const now = await plans(q, id);
        if (now.length > 0) before.set(id, now);
        return before.get(id) ?? now;
      });
    },
    meets: [...PREPARED, ...PEOPLE.flatMap((a) => [0, 1, 2].map((which) => told('trash', a, which, 0)))],
  },
  'whoever was in a plan goes on looking at its drafts': {
    seed: (world) => {
      const once = new Map<string, 'view' | 'download'>();
      replace(get(world, PlanLookers), 'may', (may) => async (actor, id) => {
        const key = `${actor.userId} ${id}`;
        const right = await may(actor, id);
        if (right !== null) once.set(key, right);
        return once.get(key) ?? null;
      });
    },
    meets: PREPARED,
  },
  'a plan shows its drafts further than they may go': {
    seed: (world) => replace(get(world, PlanPeople), 'left', () => () => Promise.resolve(null)),
    meets: [...PREPARED, ...PEOPLE.flatMap((a) => [0, 1, 2, 3].map((which) => told('usage', a, which, 3)))],
  },
  'a lesson opens without asking who is in its plan': {
    seed: (world) =>
      replace(get(world, LessonGate), 'require', () => async (_, planId, lessonId) => {
        const { reader } = get(world, Database);
        const [plan] = await get(world, PlansRepository).byIds(reader, [planId]);
        const [lesson] = await get(world, LessonsRepository).byIds(reader, [lessonId]);
        return { plan: plan!, lesson: lesson!, organizes: false };
      }),
    // Whoever then acts there meets a second wall, which tells them that there is something.
    shownBy: /^step |403 !== 404/,
    meets: PREPARED,
  },
  'whoever makes a plan keeps it after leaving': {
    seed: (world) =>
      replace(get(world, AccessService), 'declare', (declare) => (tx, type, id, rev, entries) => {
        const maker = entries.find(({ source }) => source === 'author');
        const [, user] = /^a:([^:]+):/.exec(maker?.principal ?? '') ?? [];
        const more = type === 'plan' && maker && user ? [{ ...maker, principal: `u:${user}` }] : [];
        return declare(tx, type, id, rev, [...entries, ...more]);
      }),
    meets: [
      ...PREPARED,
      told('clock', 1, 1, 0),
      ...PEOPLE.flatMap((a) => [0, 0, 0].map(() => told('leave', a, 0, 0))),
    ],
  },
  'the audience of a plan is what it was when it began': {
    seed: (world) => {
      const first = new Map<string, readonly string[]>();
      replace(get(world, PlanAccess), 'declare', (declare) => async (tx, records) => {
        for (const record of records)
          if (record.state !== 'preparing' && first.has(record.id)) return;
          else first.set(record.id, []);
        await declare(tx, records);
      });
    },
    shownBy: /^step |!==/,
    meets: PREPARED,
  },
  'what was not handed in is shown': {
    seed: (world) =>
      replace(
        get(world, OwnRepository),
        'adaptations',
        (all) => async (q, id) =>
          (await all(q, id)).map((one) => ({ ...one, handedInAt: one.handedInAt ?? one.at })),
      ),
    shownBy: /adaptations of .* tell|handed in|not manage, plan/,
    meets: [...PREPARED, ...PEOPLE.flatMap((a) => [1, 2].map((which) => told('own version', a, which, 6)))],
  },
  'what was agreed can be changed': {
    seed: (world) => replace(get(world, Frozen), 'requireFree', () => () => Promise.resolve()),
    shownBy: /20[04] !== 409/,
    meets: [...PREPARED, ...PEOPLE.flatMap((a) => [0, 1, 2, 3].map((which) => told('replace', a, which, 2)))],
  },
};
