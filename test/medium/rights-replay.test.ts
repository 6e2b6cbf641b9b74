import { jest } from '@jest/globals';
import type { CreatedLink, ResourceView, SharedView } from '../../src/contracts/index.js';
import { DAY, MINUTE, SECOND } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { Refusals } from '../../src/http/index.js';
import { PasswordHasher } from '../../src/modules/identity/index.js';
import { cell } from '../rights/actors.js';
import { COLLECTION_ROUTES, type CollectionTarget } from '../rights/collection-routes.js';
import { lessonOf, PLAN_ROUTES, type PlanTarget } from '../rights/plan-routes.js';
import { COLLECTION_STATES, RESOURCE_STATES } from '../rights/resource-states.js';
import { RESOURCE_ROUTES, type Target } from '../rights/resource-routes.js';
import { ROWS, type Places } from '../rights/routes.js';
import { ok } from '../support/ok.js';
import { planned } from '../support/matrix-plans.js';
import { Database } from '../../src/platform/database/database.port.js';
import type { InProcessClient } from '../support/in-process-client.js';
import {
  filled,
  headersOf,
  openMatrixWorld,
  split,
  UNKNOWN,
  type MatrixWorld,
} from '../support/matrix-world.js';

const PASSWORD = '潮平两岸阔-风正一帆悬';

/** Where ids of school 甲 stand; of each kind a few are tried. */
const KINDS: Record<string, string> = {
  resource: 'SELECT id FROM resource WHERE school_id = ?',
  collection: 'SELECT id FROM collection WHERE school_id = ?',
  file: 'SELECT id FROM file WHERE school_id = ?',
  plan: 'SELECT id FROM plan WHERE school_id = ?',
  lesson: 'SELECT l.id AS id FROM plan_lesson l JOIN plan p ON p.id = l.plan_id WHERE p.school_id = ?',
  upload: 'SELECT id FROM upload WHERE school_id = ?',
  submission: 'SELECT id FROM submission WHERE school_id = ?',
  school: 'SELECT id FROM school WHERE id = ?',
  department: 'SELECT id FROM department WHERE school_id = ?',
  team: 'SELECT id FROM team WHERE school_id = ?',
  link: 'SELECT id FROM school_link WHERE school_id = ?',
  group: 'SELECT group_id AS id FROM school_link WHERE school_id = ?',
  membership: 'SELECT id FROM membership WHERE school_id = ?',
  person: 'SELECT account_id AS id FROM membership WHERE school_id = ?',
  session:
    'SELECT s.id AS id FROM login_session s JOIN membership m ON m.account_id = s.account_id WHERE m.school_id = ?',
  shareLink:
    'SELECT l.id AS id FROM share_link l JOIN resource r ON r.id = l.resource_id WHERE r.school_id = ?',
};

describe('replayed by somebody else', () => {
  let world: MatrixWorld;
  let target: Target;
  let collection: CollectionTarget;
  let plan: PlanTarget;
  let places: Places;
  beforeAll(async () => {
    world = await openMatrixWorld();
    for (const state of RESOURCE_STATES) target = await world.resource(state);
    for (const state of COLLECTION_STATES) collection = await world.collection(state);
    for (const state of ['preparing', 'running'] as const) plan = await planned(world, state);
    places = { ...(await world.places()), ownSession: UNKNOWN, serial: 1 };
  }, 120_000);
  afterAll(() => world?.program.close());

  /** Every route of the tables with what it is sent, `{id}` left open. */
  const routes = () => [
    ...RESOURCE_ROUTES.map((row) => ({
      route: row.route,
      isOpen: false,
      params: { fileId: target.fileId, ...row.params?.(target) },
      query: row.query ? `?${row.query(target.id)}` : '',
      body: row.body?.(target),
      headers: headersOf(row),
    })),
    ...COLLECTION_ROUTES.map((row) => ({
      route: row.route,
      isOpen: false,
      params: row.params?.(collection) ?? {},
      query: '',
      body: row.body?.(collection),
      headers: headersOf(row),
    })),
    ...PLAN_ROUTES.map((row) => ({
      route: row.route,
      isOpen: false,
      params: { lessonId: lessonOf(row, plan), remarkId: plan.remark, userId: plan.lead },
      query: '',
      body: row.body?.(plan),
      headers: headersOf({ revised: row.revised !== undefined }),
    })),
    ...ROWS.map((row) => ({
      route: row.route,
      isOpen: cell(row.cells, 'anonymous') !== 401,
      params: row.params?.(places) ?? {},
      query: row.query ? `?${row.query(places)}` : '',
      body: row.body?.(places),
      headers: headersOf(row),
    })),
  ];

  it('every id of a school, on every route that takes one, is answered like an id of nothing', async () => {
    const ids = new Map<string, Id[]>();
    for (const [kind, sql] of Object.entries(KINDS)) {
      const rows = await world.program.query<{ id: Id }>(sql, [world.schools.own]);
      ids.set(kind, [...new Set(rows.map(({ id }) => id))].slice(-14));
    }
    for (const [kind, found] of ids) expect([kind, found.length > 0]).toEqual([kind, true]);
    const wrong: string[] = [];
    const taking = [
      ...new Map(
        routes()
          .filter(({ route }) => route.includes('{id}'))
          .map((one) => [one.route, one]),
      ).values(),
    ];
    for (const actor of ['outsider', 'ended'] as const) {
      const { id: self } = world.people[actor];
      const sessions = await world.program.query<{ id: Id }>(
        'SELECT id FROM login_session WHERE account_id = ?',
        [self],
      );
      const own = new Set([self, ...sessions.map(({ id }) => id)]);
      for (const { route, params, query, body, headers } of taking) {
        const [method, path] = split(route);
        const ask = async (id: Id) => {
          const address = filled(path, { ...params, id }) + query;
          const answer = await world.client(actor).request(method, address, body, headers);
          return `${answer.status} ${JSON.stringify({ ...answer.body, requestId: '' })}`;
        };
        const nothing = await ask(UNKNOWN);
        if (!nothing.startsWith('404')) wrong.push(`${actor} ${route}: ${nothing} for an id of nothing`);
        for (const [kind, some] of ids) {
          // Every kind in its own place; of the others one, since a route is for one kind.
          for (const id of method === 'GET' || kind === kindOf(route) ? some : some.slice(-1)) {
            if (own.has(id)) continue;
            const answer = await ask(id);
            if (answer !== nothing) wrong.push(`${actor} ${route} with a ${kind}: ${answer}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);

  // What takes time is asking the database. Clocks tell of the machine and of what else it does, too; statements do not.
  it('asks the database the same for what somebody may not see as for what is not there', async () => {
    const outsider = world.client('outsider');
    const hidden = { id: target.id, fileId: target.fileId };
    const nothing = { id: UNKNOWN, fileId: UNKNOWN };
    const { logger } = world.program.get(Database).reader.manager.dataSource;
    const statements = jest.spyOn(logger, 'logQuery');
    for (const route of [
      'GET /api/v1/resources/{id}',
      'GET /api/v1/resources/{id}/files/{fileId}/original',
      'GET /api/v1/resources/{id}/viewers',
      'DELETE /api/v1/resources/{id}',
    ]) {
      const [method, path] = split(route);
      const asked = async (params: typeof hidden) => {
        // Refusals are written down beside the answers: of the one before nothing is left to be asked.
        await world.program.get(Refusals).settled();
        statements.mockClear();
        const { status } = await outsider.request(method, filled(path, params), undefined, {
          'if-match': '"1"',
        });
        expect([route, status]).toEqual([route, 404]);
        await world.program.get(Refusals).settled();
        return statements.mock.calls.map(([sql]) => sql);
      };
      // The first time, the refusal of each is written down beside the answer; then there are answers alone.
      for (const one of [hidden, nothing]) await asked(one);
      const [first, second] = [await asked(hidden), await asked(nothing)];
      expect([route, first]).toEqual([route, second]);
      expect([route, first.length > 0]).toEqual([route, true]);
    }
    statements.mockRestore();
  }, 60_000);

  it('every address of a part is refused once its time is over, its upload taken back, or its bytes complete', async () => {
    const { client } = world.people.author;
    const begin = async () => {
      const body = { fileName: '讲义.txt', size: 10, schoolId: world.schools.own };
      const { id } = await ok(client.post<{ id: Id }>('uploads', body));
      const { parts } = await ok(
        client.post<{ parts: { url: string }[] }>(`uploads/${id}/parts`, { numbers: [1] }),
      );
      return { id, url: parts[0]!.url };
    };
    const put = async (url: string) => {
      const address = new URL(url, `http://localhost:${world.program.settings.http.port}`);
      return (await fetch(address, { method: 'PUT', body: new Uint8Array(Buffer.from('0123456789')) }))
        .status;
    };
    const late = await begin();
    const aborted = await begin();
    const complete = await begin();
    expect(await put(complete.url)).toBeLessThan(300);
    expect((await client.delete(`uploads/${aborted.id}`)).status).toBe(204);
    const sha256 = '84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882';
    expect((await client.post(`uploads/${complete.id}/complete`, { sha256 })).status).toBe(202);
    expect([403, 404]).toContain(await put(aborted.url));
    expect([403, 404]).toContain(await put(complete.url));
    // A store of its own goes by its own clock; what we sign goes by ours.
    if (!world.program.stack.s3) {
      expect(await put(late.url)).toBeLessThan(300);
      world.program.clock.advance(15 * MINUTE + SECOND);
      expect(await put(late.url)).toBe(403);
    }
  }, 60_000);

  it('every address behind a share link is refused once the link is taken back, and once it is over', async () => {
    const { client } = world.people.author;
    const shared = await world.resource('published to the group');
    const visit = async (days: number) => {
      const made = await ok(
        client.post<CreatedLink>(`resources/${shared.id}/links`, {
          right: 'download',
          expiresAt: new Date(world.program.clock.now() + days * DAY).toISOString(),
        }),
      );
      const token = made.url.slice(made.url.lastIndexOf('/') + 1);
      const visitor = world.program.anonymous();
      await ok(visitor.post<SharedView>(`links/${token}/open`));
      const addresses = [
        '',
        ...['text', 'original', 'thumbnail', 'hls/720p/seg1.m4s'].map(
          (what) => `/files/${shared.fileId}/${what}`,
        ),
      ];
      const statuses = async () => {
        const found: number[] = [];
        for (const address of addresses) found.push((await visitor.get(`links/${token}${address}`)).status);
        return found;
      };
      return { id: made.link.id, statuses };
    };
    const revoked = await visit(10);
    const over = await visit(1);
    for (const { statuses } of [revoked, over])
      for (const status of await statuses()) expect([200, 302]).toContain(status);
    expect((await client.delete(`resources/${shared.id}/links/${revoked.id}`)).status).toBe(204);
    world.program.clock.advance(DAY);
    for (const { statuses } of [revoked, over])
      for (const status of await statuses()) expect([403, 404, 410]).toContain(status);
  }, 60_000);

  describe('a session', () => {
    let serial = 0;
    /** Somebody with a password, with an old session and another one from which it is ended. */
    const somebody = async () => {
      const { program } = world;
      const person = await program.person(`old${(serial += 1)}`, '旧人', [
        { scope: 'school', scopeId: world.schools.own, role: 'teacher' },
      ]);
      const hash = await program.get(PasswordHasher).hash(PASSWORD);
      await program.write('UPDATE account SET password_hash = ? WHERE id = ?', [hash, person.id]);
      return { id: person.id, old: await program.session(person.id), other: person.client };
    };
    type Somebody = Awaited<ReturnType<typeof somebody>>;
    const admin = () => world.people.groupAdmin.client;
    const ENDINGS: Record<string, (who: Somebody) => Promise<{ status: number }>> = {
      'logged out': ({ old }) => copyOf(old).delete('session'),
      'logged out everywhere': ({ other }) => other.delete('sessions'),
      'ended from another device': async ({ other }) => {
        const { items } = (await other.get<{ items: { id: Id; current: boolean }[] }>('sessions')).body;
        return other.delete(`sessions/${items.find((one) => !one.current)!.id}`);
      },
      'before a change of password': ({ other }) =>
        other.request('PUT', 'me/password', { current: PASSWORD, next: `${PASSWORD}-2` }),
      'of somebody switched off': ({ id }) => admin().patch(`people/${id}`, { active: false }),
      'before an administrator set a password': ({ id }) =>
        admin().patch(`people/${id}`, { initialPassword: `${PASSWORD}-3` }),
      'ended by an administrator': ({ id }) => admin().delete(`people/${id}/sessions`),
    };
    const copyOf = (client: InProcessClient): InProcessClient => {
      const copy = world.program.anonymous();
      copy.useCookie(client.cookies());
      return copy;
    };

    it.each(Object.keys(ENDINGS))(
      '%s opens nothing any more, on no route',
      async (name) => {
        const who = await somebody();
        const cookie = who.old.cookies();
        expect((await who.old.get<ResourceView>('session')).status).toBe(200);
        expect((await ENDINGS[name]!(who)).status).toBeLessThan(300);
        const wrong: string[] = [];
        for (const { route, params, query, body, headers, isOpen } of routes()) {
          if (isOpen) continue;
          const [method, path] = split(route);
          const again = world.program.anonymous();
          again.useCookie(cookie);
          const { status } = await again.request(method, filled(path, params) + query, body, headers);
          if (status !== 401) wrong.push(`${route}: ${status}`);
        }
        expect(wrong).toEqual([]);
      },
      60_000,
    );
  });
});

/** Of which kind the `{id}` of a route is. */
function kindOf(route: string): string {
  const [, what] = /\/api\/v1\/([a-z-]+)\/\{id\}/.exec(route) ?? [];
  return (
    {
      resources: 'resource',
      collections: 'collection',
      plans: 'plan',
      uploads: 'upload',
      reviews: 'submission',
      submissions: 'submission',
      sessions: 'session',
      people: 'person',
      groups: 'group',
      schools: 'school',
      'school-links': 'link',
      departments: 'department',
      teams: 'team',
      memberships: 'membership',
    }[what ?? ''] ?? ''
  );
}
