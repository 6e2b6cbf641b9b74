import fc from 'fast-check';
import type { AudiencePreview, Addressee } from '../../src/contracts/index.js';
import { DAY, type ManualClock } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { AccountsService } from '../../src/modules/identity/index.js';
import {
  ActorService,
  Addressees,
  Provisioning,
  type NewMembership,
} from '../../src/modules/organization/index.js';
import { Database } from '../../src/platform/database/database.port.js';
import type { ApiClient } from '../support/client.js';
import { services, withService } from '../support/services.js';
import { UploadWorld } from './uploads-world.js';

/** Schools with departments and teams in two groups, and people who come and go. */
class Town {
  readonly groups: Id[] = [];
  readonly schools: Id[] = [];
  readonly departments: Id[] = [];
  readonly teams: Id[] = [];
  readonly people: Id[] = [];

  constructor(private readonly world: UploadWorld) {}
  get clock(): ManualClock {
    return this.world.clock;
  }
  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.world.app.get(token as never, { strict: false });
  }

  async build(): Promise<void> {
    const from = this.clock.now() - 100 * DAY;
    const provisioning = this.get(Provisioning);
    await this.world.database.transaction(async (tx) => {
      for (const name of ['甲集团', '乙集团'])
        this.groups.push((await provisioning.createGroup(tx, name)).id);
      for (const [i, name] of ['一小', '二小', '三小'].entries()) {
        const groupId = this.groups[i % 2]!;
        const school = await provisioning.createSchool(tx, { groupId, name, kind: 'member', from });
        this.schools.push(school.id);
        const made = await provisioning.createDepartment(tx, {
          schoolId: school.id,
          subject: 'math',
          name: '数学组',
        });
        this.departments.push(made.id);
        this.teams.push((await provisioning.createTeam(tx, made, { grade: 'g3', name: '三年级' })).id);
      }
      // the third school joins the second group later, and leaves it again
      await provisioning.linkSchool(tx, {
        schoolId: this.schools[2]!,
        groupId: this.groups[1]!,
        kind: 'member',
        from: this.clock.now() + 10 * DAY,
        until: this.clock.now() + 20 * DAY,
      });
    });
  }

  async person(name: string, memberships: NewMembership[]): Promise<Id> {
    return this.world.database.transaction(async (tx) => {
      const account = { loginName: name, name, passwordHash: '-', mustChangePassword: false };
      const { id } = await this.get(AccountsService).create(tx, account);
      for (const membership of memberships) await this.get(Provisioning).addMembership(tx, id, membership);
      this.people.push(id);
      return id;
    });
  }

  /** Every principal that anything here could be shared with. */
  principals(): string[] {
    return [
      ...this.groups.map((id) => `g:${id}`),
      ...this.schools.flatMap((id) => [`s:${id}`, `m:${id}`]),
      ...this.departments.map((id) => `d:${id}`),
      ...this.teams.map((id) => `t:${id}`),
      ...this.people.flatMap((id) => [`u:${id}`, ...this.schools.map((school) => `a:${id}:${school}`)]),
    ];
  }
}

function everybody(open: () => Promise<UploadWorld>): void {
  it('who stands behind a principal is whoever holds it, at any time', async () => {
    const world = await open();
    try {
      const town = new Town(world);
      await town.build();
      const start = town.clock.now();
      const places = [
        ...town.schools.flatMap((scopeId) => [
          { scope: 'school' as const, scopeId, role: 'teacher' as const },
          { scope: 'school' as const, scopeId, role: 'librarian' as const },
        ]),
        ...town.departments.map((scopeId) => ({
          scope: 'department' as const,
          scopeId,
          role: 'teacher' as const,
        })),
        ...town.teams.map((scopeId) => ({ scope: 'team' as const, scopeId, role: 'teacher' as const })),
        ...town.groups.map((scopeId) => ({ scope: 'group' as const, scopeId, role: 'inspector' as const })),
      ];
      const [lives] = fc.sample(
        fc.array(
          fc.uniqueArray(
            fc.record({
              place: fc.nat(places.length - 1),
              from: fc.nat(30),
              days: fc.integer({ min: 0, max: 20 }),
            }),
            { selector: (m) => m.place, maxLength: 4 },
          ),
          { minLength: 20, maxLength: 20 },
        ),
        { numRuns: 1, seed: 7 },
      );
      for (const [i, life] of lives!.entries())
        await town.person(
          `p${i}`,
          life.map(({ place, from, days }) => ({
            ...places[place]!,
            from: start + (from - 15) * DAY,
            until: days === 0 ? null : start + (from - 15 + days) * DAY,
          })),
        );
      const principals = town.principals();
      for (let day = -16; day <= 36; day += 4) {
        world.clock.set(start + day * DAY);
        const held = new Map<string, Set<Id>>(principals.map((key) => [key, new Set<Id>()]));
        for (const id of town.people) {
          const actor = await town.get(ActorService).load(id, id);
          for (const key of actor.principals) held.get(key)?.add(id);
          for (const { schoolId } of actor.memberships)
            if (schoolId) held.get(`a:${id}:${schoolId}`)?.add(id);
        }
        const found = new Map<string, Set<Id>>(principals.map((key) => [key, new Set<Id>()]));
        const addressees = town.get(Addressees);
        for (const { principal, userId } of await addressees.holders(world.database.reader, principals))
          found.get(principal)!.add(userId);
        expect([...found].map(([key, ids]) => [key, [...ids].sort()])).toEqual(
          [...held].map(([key, ids]) => [key, [...ids].sort()]),
        );
        const some = principals.filter((_, i) => i % 5 === 0 && !principals[i]!.startsWith('u:'));
        const { each, total } = await addressees.count(world.database.reader, some);
        expect(some.map((key) => each.get(key) ?? 0)).toEqual(some.map((key) => held.get(key)!.size));
        expect(total).toBe(new Set(some.flatMap((key) => [...held.get(key)!])).size);
      }
    } finally {
      await world.close();
    }
  });
}

describe('audiences on SQLite', () => {
  everybody(() => UploadWorld.open());

  it('are shown in words and numbers, nobody counted twice, and only within reach', async () => {
    const world = await UploadWorld.open();
    try {
      const author: ApiClient = await world.teacher('author');
      await world.teacher('li', world.otherSchoolId);
      const reader = await world.teacher('zhao', world.otherSchoolId);
      const town = new Town(world);
      await town.build();
      const reach = (await author.get<{ items: Addressee[] }>(`sharing/reach?schoolId=${world.schoolId}`))
        .body;
      expect(reach.items.map(({ kind, name, people }) => [kind, name, people])).toEqual([
        ['group', '江城教育集团', 3],
        ['school', '江城一中', 1],
        ['school', '河东中学', 2],
      ]);
      const people = (
        await author.get<{ items: Addressee[] }>(
          `sharing/people?schoolId=${world.schoolId}&text=${encodeURIComponent('zh')}`,
        )
      ).body.items;
      expect(people).toMatchObject([{ kind: 'user', name: 'zhao', place: '河东中学' }]);
      const preview = (parts: object[]) =>
        author.post<AudiencePreview>('sharing/audience', {
          schoolId: world.schoolId,
          audience: { preset: 'custom', parts },
        });
      const named = { kind: 'user', id: people[0]!.id, schoolId: world.otherSchoolId };
      expect((await preview([named, { kind: 'school', id: world.otherSchoolId }])).body).toMatchObject({
        parts: [{ people: 1 }, { people: 2 }],
        total: 2,
      });
      expect((await preview([{ kind: 'school', id: town.schools[0] }])).status).toBe(422);
      expect((await preview([{ ...named, schoolId: world.schoolId }])).status).toBe(422);
      // somebody of another group learns nothing, not even that there is such a school
      expect((await author.get(`sharing/reach?schoolId=${town.schools[0]}`)).status).toBe(404);
      expect((await reader.get(`sharing/reach?schoolId=${world.schoolId}`)).status).toBe(200);
      // nor when the school next door is in that group too: its own people see both, others what they share with it
      await world.database.transaction((tx) =>
        town.get(Provisioning).linkSchool(tx, {
          schoolId: world.schoolId,
          groupId: town.groups[0]!,
          kind: 'member',
          from: world.clock.now(),
          until: null,
        }),
      );
      await town.person('qian', [{ scope: 'school', scopeId: town.schools[0]!, role: 'teacher' }]);
      const seen = async (by: ApiClient) => {
        const { items } = (await by.get<{ items: Addressee[] }>(`sharing/reach?schoolId=${world.schoolId}`))
          .body;
        const named = await by.get<{ items: Addressee[] }>(
          `sharing/people?schoolId=${world.schoolId}&text=qian`,
        );
        const counted = await by.post('sharing/audience', {
          schoolId: world.schoolId,
          audience: { preset: 'custom', parts: [{ kind: 'school', id: town.schools[0] }] },
        });
        return {
          schools: items.filter(({ kind }) => kind === 'school').map(({ name }) => name),
          departments: items.filter(({ kind }) => kind === 'department').length,
          people: named.body.items.map(({ name }) => name),
          counted: counted.status,
        };
      };
      expect(await seen(author)).toEqual({
        schools: ['江城一中', '河东中学', '一小', '三小'],
        departments: 2,
        people: ['qian'],
        counted: 200,
      });
      expect(await seen(reader)).toEqual({
        schools: ['江城一中', '河东中学'],
        departments: 0,
        people: [],
        counted: 422,
      });
    } finally {
      await world.close();
    }
  });

  it('have defaults per school and type, which its administrators set and its people read', async () => {
    const world = await UploadWorld.open();
    try {
      const teacher = await world.teacher('teacher');
      const stranger = await world.teacher('stranger', world.otherSchoolId);
      const admin = await world.teacher('admin');
      const [account] = await world.query<{ id: Id }>(`SELECT id FROM account WHERE login_name = 'admin'`);
      await world.app.get(Database).transaction((tx) =>
        world.app.get(Provisioning, { strict: false }).addMembership(tx, account!.id, {
          scope: 'school',
          scopeId: world.schoolId,
          role: 'school_admin',
          from: world.clock.now() - DAY,
        }),
      );
      const path = `schools/${world.schoolId}/sharing-defaults`;
      const items = [
        { type: null, preset: 'group', previewOnly: false, licence: 'GROUP-ONLY' },
        { type: 'exam_paper', preset: 'department', previewOnly: true, licence: 'SCHOOL-ONLY' },
      ];
      expect((await admin.request('PUT', path, { items })).status).toBe(200);
      expect((await teacher.get<{ items: object[] }>(path)).body.items).toEqual(items);
      expect((await teacher.request('PUT', path, { items })).status).toBe(403);
      expect((await stranger.get(path)).status).toBe(404);
      expect((await admin.request('PUT', path, { items: [items[0], items[0]] })).status).toBe(409);
    } finally {
      await world.close();
    }
  });
});

withService('audiences on MySQL or MariaDB', 'MYSQL_URL', services.mysqlUrl, () =>
  everybody(() => UploadWorld.open({}, {}, ['mysql'])),
);
