import { ACTORS, type ActorName } from '../rights/actors.js';
import { answerOf, lessonOf, PLAN_ROUTES, type PlanRoute, type PlanTarget } from '../rights/plan-routes.js';
import { matrixWorld } from '../support/matrix-of.js';
import { planned } from '../support/matrix-plans.js';
import { filled, split, UNKNOWN } from '../support/matrix-world.js';

const STATES = ['preparing', 'running'] as const;

describe('the route matrix of plans', () => {
  const world = matrixWorld();
  const standing = new Map<(typeof STATES)[number], PlanTarget>();
  const target = async (state: (typeof STATES)[number]): Promise<PlanTarget> => {
    const found = standing.get(state) ?? (await planned(world(), state));
    standing.set(state, found);
    return found;
  };
  const paramsOf = (row: PlanRoute, on: PlanTarget) => ({
    id: on.id,
    lessonId: lessonOf(row, on),
    remarkId: on.remark,
    userId: on.lead,
  });
  const revOf = async (row: PlanRoute, on: PlanTarget): Promise<number> => {
    const path = row.revised === 'plan' ? '' : `/lessons/${lessonOf(row, on)}`;
    const { body } = await world().client('schoolAdmin').get<{ rev: number }>(`plans/${on.id}${path}`);
    return body.rev;
  };
  const send = async (row: PlanRoute, actor: ActorName, on: PlanTarget, id = on.id) => {
    const [method, path] = split(row.route);
    const headers: Record<string, string> = row.revised ? { 'if-match': `"${await revOf(row, on)}"` } : {};
    const address = filled(path, { ...paramsOf(row, on), id });
    return world().client(actor).request(method, address, row.body?.(on), headers);
  };

  it.each(PLAN_ROUTES)(
    '$route',
    async (row) => {
      const wrong: string[] = [];
      for (const state of STATES)
        for (const actor of ACTORS) {
          const on = await target(state);
          const { status } = await send(row, actor, on);
          const expected = answerOf(row, state, actor);
          if (status !== expected) wrong.push(`${actor}, ${state}: ${status} instead of ${expected}`);
          if (row.changes && status < 300) standing.delete(state);
        }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it('says the same of one that does not exist as of one that may not be seen', async () => {
    const on = await target('running');
    for (const row of PLAN_ROUTES) {
      const ask = async (id: string) => {
        const { status, body } = await send(row, 'colleague', on, id);
        return { route: row.route, status, body: { ...body, requestId: '' } };
      };
      expect(await ask(on.id)).toEqual(await ask(UNKNOWN));
    }
  }, 60_000);
});
