import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { parseSettings } from '../../src/config/settings.js';
import { DAY, ManualClock } from '../../src/kernel/clock.js';
import { AccountsService, SessionsService } from '../../src/modules/identity/index.js';
import { Provisioning } from '../../src/modules/organization/index.js';
import { Database } from '../../src/platform/database/database.port.js';
import { startHttp } from '../../src/start.js';
import { freePort } from './free-port.js';
import { ApiClient } from './client.js';
import { RightsModel } from './rights-model.js';
import { testStack } from './services.js';
import { provideStack } from './stack.js';

export interface Person {
  id: string;
  client: ApiClient;
}

/** A department of a school, with its one grade team. */
export interface Department {
  id: string;
  school: string;
  team: string;
}

/** A program in this process with two groups, four schools and eight people, and the model of the same world. */
export interface RightsWorld {
  app: NestFastifyApplication;
  clock: ManualClock;
  model: RightsModel;
  people: Person[];
  schools: string[];
  groups: string[];
  departments: Department[];
  close: () => Promise<void>;
}

const START = Date.UTC(2026, 8, 1);

export async function openWorld(): Promise<RightsWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianke-rights-'));
  const port = await freePort();
  const stack = await provideStack(testStack);
  const settings = parseSettings({
    ...stack.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'fatal',
    SESSION_IDLE_HOURS: '100000',
    SESSION_DAYS: '10000',
  });
  const clock = new ManualClock(START);
  const app = await startHttp(settings, clock);
  const model = new RightsModel();
  model.now = START;
  const world: RightsWorld = {
    app,
    clock,
    model,
    people: [],
    schools: [],
    groups: [],
    departments: [],
    close: async () => {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
      await stack.drop();
    },
  };
  await populate(world, `http://localhost:${port}`);
  return world;
}

async function populate(world: RightsWorld, url: string): Promise<void> {
  const { app, model } = world;
  const get = <T>(token: abstract new (...args: never[]) => T): T =>
    app.get(token as never, { strict: false });
  const database = get(Database);
  const provisioning = get(Provisioning);
  await database.transaction(async (tx) => {
    for (const name of ['甲集团', '乙集团']) world.groups.push((await provisioning.createGroup(tx, name)).id);
    for (const [i, name] of ['一校', '二校', '三校', '四校'].entries()) {
      const groupId = world.groups[i < 3 ? 0 : 1]!;
      const school = await provisioning.createSchool(tx, { groupId, name, kind: 'member', from: START });
      world.schools.push(school.id);
      model.links.push({ school: school.id, group: groupId, from: START, until: null });
    }
    for (const school of world.schools) {
      const department = await provisioning.createDepartment(tx, {
        schoolId: school,
        subject: 'math',
        name: '数学组',
      });
      const team = await provisioning.createTeam(tx, department, { grade: 'g7', name: '七年级备课组' });
      world.departments.push({ id: department.id, school, team: team.id });
    }
  });
  for (let i = 0; i < 8; i += 1) {
    const token = await database.transaction(async (tx) => {
      const account = await get(AccountsService).create(tx, {
        loginName: `p${i}`,
        name: `人${i}`,
        passwordHash: '-',
        mustChangePassword: false,
      });
      const session = await get(SessionsService).open(tx, account.id, { ip: '127.0.0.1', userAgent: '' });
      world.people.push({ id: account.id, client: new ApiClient(url) });
      return session.token;
    });
    world.people[i]!.client.useCookie(`lianke=${token}`);
  }
  const roles = [
    'teacher',
    'teacher',
    'librarian',
    'teacher',
    'school_admin',
    'teacher',
    'teacher',
    'teacher',
  ];
  for (const [i, person] of world.people.entries()) {
    const place = world.departments[i % 4]!;
    await addMember(
      world,
      person.id,
      i < 4 && i !== 2 ? 'department' : 'school',
      place,
      roles[i]!,
      START,
      null,
    );
  }
  await addMember(
    world,
    world.people[7]!.id,
    'school',
    world.departments[0]!,
    'teacher',
    START + 10 * DAY,
    START + 20 * DAY,
  );
}

/** Adds a membership to the program and to the model. */
export async function addMember(
  world: RightsWorld,
  user: string,
  scope: 'team' | 'department' | 'school',
  place: Department,
  role: string,
  from: number,
  until: number | null,
): Promise<void> {
  const scopeId = { school: place.school, department: place.id, team: place.team }[scope];
  const department = scope === 'school' ? null : place.id;
  const database = world.app.get(Database, { strict: false });
  await database.transaction(async (tx) => {
    await world.app
      .get(Provisioning, { strict: false })
      .addMembership(tx, user, { scope, scopeId, role: role as 'teacher', from, until });
  });
  const held = { user, scope, scopeId, department, school: place.school, role, from, until };
  world.model.memberships.push(held);
}
