import fc from 'fast-check';
import type { ResourceView, SightPage, ViewersPage } from '../../src/contracts/index.js';
import { AccessHolders, AccessService } from '../../src/modules/access/index.js';
import { ActorService } from '../../src/modules/organization/index.js';
import type { Id } from '../../src/kernel/ids.js';
import type { ApiClient } from '../support/client.js';
import { step, take } from '../support/rights/steps.js';
import { openWorld } from '../support/rights/world.js';
import { UploadWorld } from './uploads-world.js';

describe('who can see this, and why', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let guest: ApiClient;
  let ids: Record<string, Id>;
  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    await world.teacher('colleague');
    guest = await world.teacher('guest', world.otherSchoolId);
    await world.teacher('=evil', world.otherSchoolId);
    const rows = await world.query<{ id: Id; login_name: string }>('SELECT id, login_name FROM account');
    ids = Object.fromEntries(rows.map((row) => [row.login_name, row.id]));
  });
  afterAll(() => world.close());

  const made = async (audience?: object) => {
    const { body } = await author.post<ResourceView>('resources', {
      title: '分数的意义',
      type: 'lesson_plan',
      linkUrl: 'https://example.org/',
    });
    if (audience)
      await author.post(`resources/${body.id}/publish`, { audience }, { 'if-match': `"${body.rev}"` });
    return body.id;
  };
  const viewers = async (id: Id, query = '') =>
    (await author.get<ViewersPage>(`resources/${id}/viewers${query}`)).body;

  it('tells of a draft its author alone, and of a grant who gave it', async () => {
    const id = await made();
    expect((await viewers(id)).items).toMatchObject([
      { id: ids['author'], right: 'manage', reasons: [{ kind: 'author', right: 'manage' }] },
    ]);
    await author.request('PUT', `resources/${id}/grants`, {
      to: { kind: 'user', id: ids['guest'], schoolId: world.otherSchoolId },
      right: 'edit',
      credited: true,
    });
    const { items, total, schools } = await viewers(id);
    expect(total).toBe(2);
    expect(schools.map((school) => school.people)).toEqual([1, 1]);
    const given = items.find((viewer) => viewer.id === ids['guest']);
    expect(given).toMatchObject({ right: 'edit', schools: [{ name: '河东中学' }] });
    expect(given!.reasons).toEqual([
      { kind: 'grant', right: 'edit', through: '河东中学', until: null, grantedBy: 'author' },
      { kind: 'co_author', right: 'download', through: '', until: null, grantedBy: null },
    ]);
    // Editing is not managing.
    expect((await guest.get(`resources/${id}/viewers`)).status).toBe(404);
    expect((await guest.get(`resources/${id}/viewers/export`)).status).toBe(404);
  });

  it('comes in pages that hold everybody once, filtered by name, school and reason', async () => {
    const id = await made({ preset: 'group' });
    const all = await viewers(id, '?limit=100');
    expect(all.items.length).toBe(all.total);
    expect(all.total).toBeGreaterThanOrEqual(4);
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const page = await viewers(id, `?limit=1${cursor}`);
      paged.push(...page.items.map((viewer) => viewer.id));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(paged).toEqual(all.items.map((viewer) => viewer.id));
    expect((await viewers(id, '?text=GUEST')).items.map((viewer) => viewer.id)).toEqual([ids['guest']]);
    const there = await viewers(id, `?schoolId=${world.otherSchoolId}`);
    expect(there.items.map((viewer) => viewer.id).sort()).toEqual([ids['guest'], ids['=evil']].sort());
    expect((await viewers(id, '?reason=author')).items.map((viewer) => viewer.id)).toEqual([ids['author']]);
    expect((await viewers(id, '?reason=grant')).found).toBe(0);
  });

  it('goes into a file in which no name becomes a formula', async () => {
    const id = await made({ preset: 'group' });
    const answer = await author.get(`resources/${id}/viewers/export?language=zh`);
    const text = String(answer.body);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text).toContain('姓名,学校,可以做什么,原因,到期');
    expect(text).toContain("\n'=evil,河东中学,");
  });

  it('is the other way round for administrators, without titles of what they may not read', async () => {
    const admin = await world.teacher('admin');
    await world.database.transaction((tx) =>
      tx.manager.query(
        "UPDATE membership SET role = 'school_admin' WHERE account_id = (SELECT id FROM account WHERE login_name = 'admin')",
      ),
    );
    const secret = await made();
    const shown = await made({ preset: 'group' });
    const { body } = await admin.get<SightPage>(`people/${ids['author']}/sight?limit=100`);
    expect(body.total).toBeGreaterThanOrEqual(2);
    expect(body.items.find((item) => item.id === shown)).toMatchObject({
      title: '分数的意义',
      right: 'manage',
    });
    expect(body.items.some((item) => item.id === secret)).toBe(false);
    expect(body.items.filter((item) => item.id === null).every((item) => item.title === null)).toBe(true);
    expect(body.items.some((item) => item.id === null && item.reasons[0]!.kind === 'author')).toBe(true);
    expect(body.counts.find((count) => count.kind === 'author')?.things).toBe(body.total);
    expect((await author.get(`people/${ids['guest']}/sight`)).status).toBe(404);
  });
});

describe('who can see something and what somebody can see', () => {
  it('agree with what each person is allowed, whatever happened', async () => {
    const world = await openWorld();
    const get = <T>(token: abstract new (...args: never[]) => T): T =>
      world.app.get(token as never, { strict: false });
    const [holders, access, actors] = [get(AccessHolders), get(AccessService), get(ActorService)];
    const everything = { sql: '1 = 1', parameters: [] };
    const [steps] = fc.sample(fc.array(step, { minLength: 60, maxLength: 60 }), 1);
    try {
      for (const [i, next] of steps!.entries()) {
        await take(world, next);
        if (i % 10 !== 9) continue;
        const resources = [...world.model.resources.keys()];
        const people = await Promise.all(
          world.people.map(async ({ id }) => {
            const actor = await actors.load(id, id);
            return {
              id,
              rights: await access.rights(actor, 'resource', resources),
              sight: await holders.sight(actor, 'resource', everything, null, 10_000),
              count: await holders.countSight(actor, 'resource', everything),
            };
          }),
        );
        for (const { rights, sight, count } of people) {
          expect(new Set(sight.keys())).toEqual(new Set(rights.keys()));
          expect(count.total).toBe(rights.size);
        }
        for (const resource of resources) {
          const held = await holders.of('resource', resource);
          const told = [...held].map(([id, entries]) => [id, highest(entries.map((entry) => entry.right))]);
          const allowed = people.flatMap(({ id, rights }) => {
            const right = rights.get(resource);
            return right ? [[id, right]] : [];
          });
          expect(new Map(told as [Id, string][])).toEqual(new Map(allowed as [Id, string][]));
        }
      }
    } finally {
      await world.close();
    }
  }, 180_000);
});

function highest(rights: readonly string[]): string {
  return ['manage', 'edit', 'download', 'view'].find((right) => rights.includes(right))!;
}
