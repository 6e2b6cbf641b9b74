import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DAY, type ManualClock } from '../../src/kernel/clock.js';
import { Provisioning } from '../../src/modules/organization/index.js';
import { Database } from '../../src/platform/database/database.port.js';
import { ApiClient } from './client.js';
import { Program } from './program.js';
import { RightsModel, type ModelCollection, type ModelResource } from './rights-model.js';

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

/** Groups, schools and people in a program of this process, and the model of the same world. */
export interface RightsWorld {
  app: NestFastifyApplication;
  clock: ManualClock;
  model: RightsModel;
  people: Person[];
  schools: string[];
  groups: string[];
  departments: Department[];
  /** what the last step was about */
  touched?: ModelResource;
  /** the collection that the last step on one was about */
  opened?: ModelCollection;
  /** Attaches a file without an upload; left out: files are uploaded. */
  attach?: (resourceId: string, ownerId: string, schoolId: string) => Promise<string>;
  close: () => Promise<void>;
}

/** What a world is made of: how many schools each group has, and who belongs where from when to when. */
export interface Shape {
  groups: readonly number[];
  people: readonly Belonging[][];
}
export interface Belonging {
  /** of a department: each school has one; a school or team is the one it lies in, or the one in it */
  place: number;
  scope: 'team' | 'department' | 'school';
  role: 'teacher' | 'librarian' | 'school_admin';
  /** days from the beginning */
  from: number;
  until: number | null;
}

const teaches = (place: number, more: Partial<Belonging> = {}): Belonging[] => [
  { place, scope: 'school', role: 'teacher', from: 0, until: null, ...more },
];
/** Two groups, four schools, eight people. */
export const FIXED: Shape = {
  groups: [3, 1],
  people: [
    teaches(0, { scope: 'department' }),
    teaches(1, { scope: 'department' }),
    teaches(2, { role: 'librarian' }),
    teaches(3, { scope: 'department' }),
    teaches(0, { role: 'school_admin' }),
    teaches(1),
    teaches(2),
    [...teaches(3), ...teaches(0, { from: 10, until: 20 })],
  ],
};

/** The program in this process, asked over the network, with a world in it and the model of the same world. */
export async function openWorld(): Promise<RightsWorld> {
  const program = await Program.open({ TRASH_DAYS: '100000' });
  const url = `http://localhost:${program.settings.http.port}`;
  const world = await populate(program, FIXED, () => new ApiClient(url));
  return { ...world, close: () => program.close() };
}

/** The same without a network, files without uploads; a program takes any number of such worlds, one after the other. */
export async function innerWorld(program: Program, shape: Shape): Promise<RightsWorld> {
  const world = await populate(program, shape, () => program.anonymous());
  world.attach = (resourceId, id, schoolId) =>
    program.attach(resourceId, { id, schoolId }, '讲义正文，人人一样。');
  return world;
}

let worlds = 0;

async function populate(program: Program, shape: Shape, client: () => ApiClient): Promise<RightsWorld> {
  const { app, clock } = program;
  const start = clock.now();
  const model = new RightsModel();
  model.now = start;
  worlds += 1;
  const world: RightsWorld = {
    app,
    clock,
    model,
    people: [],
    schools: [],
    groups: [],
    departments: [],
    close: () => Promise.resolve(),
  };
  for (const [g, schools] of shape.groups.entries()) {
    const group = await program.group(`集团${worlds}-${g}`);
    world.groups.push(group);
    for (let i = 0; i < schools; i += 1) {
      const school = await program.school(group, `学校${worlds}-${g}-${i}`, start);
      world.schools.push(school);
      model.links.push({ school, group, from: start, until: null });
      const { id, team } = await program.department(school, 'math', '数学组');
      world.departments.push({ id, school, team });
    }
  }
  for (const [i, belongings] of shape.people.entries()) {
    const { id, token } = await program.account(`p${worlds}-${i}`, `人${i}`);
    world.people.push({ id, client: client() });
    world.people[i]!.client.useCookie(`lianke=${token}`);
    const taken = new Set<string>();
    for (const { place, scope, role, from, until } of belongings) {
      const at = world.departments[place % world.departments.length]!;
      // A small world has fewer places than numbers for them.
      if (taken.has(`${scope} ${at.id}`)) continue;
      taken.add(`${scope} ${at.id}`);
      const end = until === null ? null : start + until * DAY;
      await addMember(world, id, scope, at, role, start + from * DAY, end);
    }
  }
  return world;
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
