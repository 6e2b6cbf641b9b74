import type { Id } from '../../src/kernel/ids.js';
import { ACTORS, cell, type ActorName } from '../rights/actors.js';
import { ROWS, type Places, type Row } from '../rights/routes.js';
import { matrixWorld } from '../support/matrix-of.js';
import { filled, headersOf, MADE_ANEW, split, UNKNOWN } from '../support/matrix-world.js';

/** Resources and collections have files of their own. */
describe('the route matrix of everything else', () => {
  const world = matrixWorld();
  let places: Omit<Places, 'serial' | 'ownSession'> | null = null;
  let serial = 0;

  it.each(ROWS.map((row) => ({ ...row, title: row.when ? `${row.route} (${row.when})` : row.route })))(
    '$title',
    async (row) => {
      const wrong: string[] = [];
      for (const actor of ACTORS) {
        places ??= await world().places();
        let isUsedUp = row.endsSession === true && actor === 'author';
        const all = { ...places, ownSession: await ownSession(row, actor), serial: (serial += 1) };
        const watched = new Proxy<Places>(all, {
          get: (of, name) => {
            isUsedUp ||= MADE_ANEW.has(name);
            return of[name as keyof Places];
          },
        });
        const status = await send(row, actor, watched);
        const expected = cell(row.cells, actor);
        if (status !== expected) wrong.push(`${actor}: ${status} instead of ${expected}`);
        if (status < 300 && !row.route.startsWith('GET') && isUsedUp) places = null;
        if (row.endsSession) await world().renew(actor);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  /** A session of the asker's to be ended. */
  async function ownSession(row: Row, actor: ActorName): Promise<Id> {
    if (actor === 'anonymous' || row.when !== 'their own') return UNKNOWN;
    const { id } = world().people[actor];
    await world().program.session(id);
    const [made] = await world().program.query<{ id: Id }>(
      'SELECT id FROM login_session WHERE account_id = ? ORDER BY id DESC LIMIT 1',
      [id],
    );
    return made!.id;
  }

  async function send(row: Row, actor: ActorName, on: Places): Promise<number> {
    const [method, path] = split(row.route);
    const query = row.query ? `?${row.query(on)}` : '';
    const address = filled(path, row.params?.(on) ?? {}) + query;
    if (row.stream) return statusOfStream(address, world().client(actor).cookies());
    return (await world().client(actor).request(method, address, row.body?.(on), headersOf(row))).status;
  }

  /** Of an answer that does not end by itself: over the network, and let go again. */
  async function statusOfStream(address: string, cookie: string): Promise<number> {
    const ended = new AbortController();
    const url = `http://localhost:${world().program.settings.http.port}${address}`;
    const { status } = await fetch(url, { headers: { cookie }, signal: ended.signal });
    ended.abort();
    return status;
  }
});
