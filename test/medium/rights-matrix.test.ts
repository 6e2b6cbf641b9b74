import type { Id } from '../../src/kernel/ids.js';
import { ACTORS, cell, type ActorName } from '../rights/actors.js';
import { COLLECTION_ROUTES } from '../rights/collection-routes.js';
import {
  COLLECTION_STATES,
  includes,
  RESOURCE_STATES,
  rightIn,
  type ResourceState,
} from '../rights/resource-states.js';
import { RESOURCE_ROUTES, type ResourceRoute } from '../rights/resource-routes.js';
import { ROWS, type Places, type Row } from '../rights/routes.js';
import { filled, openMatrixWorld, split, UNKNOWN, type MatrixWorld } from '../support/matrix-world.js';

describe('the route matrix', () => {
  let world: MatrixWorld;
  beforeAll(async () => {
    world = await openMatrixWorld();
  }, 120_000);
  afterAll(() => world?.program.close());

  describe('of resources', () => {
    matrixOf({
      path: 'resources',
      routes: RESOURCE_ROUTES,
      states: RESOURCE_STATES,
      world: () => world,
      make: (state) => world.resource(state),
      params: ({ fileId }) => ({ fileId }),
    });
  });

  describe('of collections', () => {
    matrixOf({
      path: 'collections',
      routes: COLLECTION_ROUTES,
      states: COLLECTION_STATES,
      world: () => world,
      make: (state) => world.collection(state),
      params: () => ({}),
    });
  });

  describe('of everything else', () => {
    let places: Omit<Places, 'serial' | 'ownSession'> | null = null;
    let serial = 0;

    it.each(ROWS.map((row) => ({ ...row, title: row.when ? `${row.route} (${row.when})` : row.route })))(
      '$title',
      async (row) => {
        const wrong: string[] = [];
        for (const actor of ACTORS) {
          places ??= await world.places();
          const status = await send(row, actor, {
            ...places,
            ownSession: await ownSession(row, actor),
            serial: (serial += 1),
          });
          const expected = cell(row.cells, actor);
          if (status !== expected) wrong.push(`${actor}: ${status} instead of ${expected}`);
          if (status < 300 && !row.route.startsWith('GET')) places = null;
          if (row.endsSession) await world.renew(actor);
        }
        expect(wrong).toEqual([]);
      },
      120_000,
    );

    /** A session of the asker's to be ended. */
    async function ownSession(row: Row, actor: ActorName): Promise<Id> {
      if (actor === 'anonymous' || row.when !== 'their own') return UNKNOWN;
      const { id } = world.people[actor];
      await world.program.session(id);
      const [made] = await world.program.query<{ id: Id }>(
        'SELECT id FROM login_session WHERE account_id = ? ORDER BY id DESC LIMIT 1',
        [id],
      );
      return made!.id;
    }

    async function send(row: Row, actor: ActorName, on: Places): Promise<number> {
      const [method, path] = split(row.route);
      const query = row.query ? `?${row.query(on)}` : '';
      const address = filled(path, row.params?.(on) ?? {}) + query;
      if (row.stream) return statusOfStream(address, world.client(actor).cookies());
      const headers: Record<string, string> = row.ifMatch ? { 'if-match': `"${row.ifMatch}"` } : {};
      return (await world.client(actor).request(method, address, row.body?.(on), headers)).status;
    }

    /** Of an answer that does not end by itself: over the network, and let go again. */
    async function statusOfStream(address: string, cookie: string): Promise<number> {
      const ended = new AbortController();
      const url = `http://localhost:${world.program.settings.http.port}${address}`;
      const { status } = await fetch(url, { headers: { cookie }, signal: ended.signal });
      ended.abort();
      return status;
    }
  });
});

/** Tries every route to one thing of a kind on every state of it, as every actor. */
function matrixOf<T extends { id: Id }, S extends ResourceState>({
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
  make: (state: S) => Promise<T>;
  /** what addresses name besides the thing, where a row does not say */
  params: (target: T) => Record<string, string>;
}): void {
  /** A thing in a state that no cell has changed yet. */
  const standing = new Map<S, T>();
  const target = async (state: S): Promise<T> => {
    const found = standing.get(state) ?? (await make(state));
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
        const headers: Record<string, string> = row.revised ? { 'if-match': '"1"' } : {};
        const answer = await world().client('outsider').request(method, address, row.body?.(hidden), headers);
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
