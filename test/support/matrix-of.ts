import type { Id } from '../../src/kernel/ids.js';
import { ACTORS, type ActorName } from '../rights/actors.js';
import { includes, rightIn, type ResourceState } from '../rights/resource-states.js';
import type { ResourceRoute } from '../rights/resource-routes.js';
import { filled, headersOf, openMatrixWorld, split, UNKNOWN, type MatrixWorld } from './matrix-world.js';

/** A world of its own for the tests of one file. */
export function matrixWorld(): () => MatrixWorld {
  let world: MatrixWorld;
  beforeAll(async () => {
    world = await openMatrixWorld();
  }, 120_000);
  afterAll(() => world?.program.close());
  return () => world;
}

/** Tries every route to one thing of a kind on every state of it, as every actor. */
export function matrixOf<T extends { id: Id }, S extends ResourceState>({
  path: place,
  routes,
  states,
  world,
  make,
  params,
}: {
  path: string;
  routes: readonly ResourceRoute<T>[];
  states: readonly S[];
  world: () => MatrixWorld;
  make: (world: MatrixWorld, state: S) => Promise<T>;
  /** what addresses name besides the thing, where a row does not say */
  params: (target: T) => Record<string, string>;
}): void {
  /** A thing in a state that no cell has changed yet. */
  const standing = new Map<S, T>();
  const target = async (state: S): Promise<T> => {
    const found = standing.get(state) ?? (await make(world(), state));
    standing.set(state, found);
    return found;
  };
  const send = async (row: ResourceRoute<T>, actor: ActorName, on: T) => {
    const [method, path] = split(row.route);
    const headers: Record<string, string> = {};
    if (row.revised) {
      const { rev } = (await world().client('author').get<{ rev: number }>(`${place}/${on.id}`)).body;
      headers['if-match'] = `"${rev}"`;
    }
    const address = addressOf(row, path, on.id, { ...params(on), ...row.params?.(on) });
    return world().client(actor).request(method, address, row.body?.(on), headers);
  };

  it.each(routes)(
    '$route',
    async (row) => {
      const wrong: string[] = [];
      for (const state of states)
        for (const actor of ACTORS) {
          const on = await target(state);
          const { status } = await send(row, actor, on);
          const expected = expectedOf(row, state, actor);
          if (![expected].flat().includes(status))
            wrong.push(`${actor}, ${state}: ${status} instead of ${String(expected)}`);
          if (row.changes && status < 300) standing.delete(state);
        }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it('says the same of one that does not exist as of one that may not be seen', async () => {
    const hidden = await target(states[0]!);
    for (const row of routes) {
      const [method, path] = split(row.route);
      const ask = async (id: Id) => {
        const address = addressOf(row, path, id, { ...params(hidden), ...row.params?.(hidden) });
        const client = world().client('outsider');
        const answer = await client.request(method, address, row.body?.(hidden), headersOf(row));
        return { ...answer, headers: told(answer.headers), body: { ...answer.body, requestId: '' } };
      };
      expect({ route: row.route, ...(await ask(hidden.id)) }).toEqual({
        route: row.route,
        ...(await ask(UNKNOWN)),
      });
    }
  }, 60_000);
}

function addressOf<T>(row: ResourceRoute<T>, path: string, id: Id, params: Record<string, string>): string {
  return filled(path, { id, ...params }) + (row.query ? `?${row.query(id)}` : '');
}

function expectedOf<T>(
  row: ResourceRoute<T>,
  state: ResourceState,
  actor: ActorName,
): number | readonly number[] {
  if (actor === 'anonymous') return 401;
  if (!includes(rightIn(state, actor), row.needs)) return 404;
  return row.conflicts?.[state] ?? row.ok;
}

/** The headers that may tell something: all but the number of the request and the time. */
function told(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name !== 'x-request-id' && name !== 'date'));
}
