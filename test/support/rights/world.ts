import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DAY, type ManualClock } from '../../../src/kernel/clock.js';
import { Provisioning } from '../../../src/modules/organization/index.js';
import { ReviewRulesRepository } from '../../../src/modules/review/review-rules.repository.js';
import { Database } from '../../../src/platform/database/database.port.js';
import { ApiClient } from '../client.js';
import { Program } from '../program.js';
import { RightsModel, type ModelCollection, type ModelResource } from './model.js';
import type { ModelLesson, ModelPlan } from './plan-model.js';
import type { ModelRule, ModelSubmission } from './review-model.js';

export interface Person {
  id: string;
  client: ApiClient;
}

/** A department of a school, with its one grade team, and the group that the school began in. */
export interface Department {
  id: string;
  school: string;
  team: string;
  group: string;
  subject: string;
}
/** What somebody is, and where. */
export interface Post {
  scope: 'team' | 'department' | 'school' | 'group';
  role: Role;
}
export type Role =
  'teacher' | 'librarian' | 'school_admin' | 'department_lead' | 'group_subject_lead' | 'group_admin';

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
  /** what was submitted for review, that the last step on such a thing was about */
  submitted?: ModelSubmission;
  /** what has ever borne a quality mark, by id */
  marked: Set<string>;
  /** what the last step on lesson preparation was about */
  prepared?: { plan: ModelPlan; lesson: ModelLesson | null };
  /** Attaches a file without an upload; left out: files are uploaded. */
  attach?: (resourceId: string, ownerId: string, schoolId: string) => Promise<string>;
  close: () => Promise<void>;
}

/**
 * What a world is made of: how many schools each group has, what they ask for before something is shown, and who belongs
 * where from when to when.
 */
export interface Shape {
  groups: readonly number[];
  policies: readonly ModelRule[][];
  people: readonly Belonging[][];
}
export interface Belonging extends Post {
  /** of a department: each school has one; a school, team or group is the one it lies in, or the one in it */
  place: number;
  /** days from the beginning */
  from: number;
  until: number | null;
}

const teaches = (place: number, more: Partial<Belonging> = {}): Belonging[] => [
  { place, scope: 'school', role: 'teacher', from: 0, until: null, ...more },
];
/** Two groups, four schools, ten people. */
export const FIXED: Shape = {
  groups: [3, 1],
  policies: [],
  people: [
    teaches(0, { scope: 'department' }),
    teaches(1, { scope: 'department' }),
    teaches(2, { role: 'librarian' }),
    teaches(3, { scope: 'department' }),
    teaches(0, { role: 'school_admin' }),
    teaches(1),
    teaches(2),
    [...teaches(3), ...teaches(0, { from: 10, until: 20 })],
    teaches(0, { scope: 'group', role: 'group_admin' }),
    teaches(0, { scope: 'department', role: 'department_lead' }),
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
    marked: new Set(),
    close: () => Promise.resolve(),
  };
  for (const [g, schools] of shape.groups.entries()) {
    const group = await program.group(`集团${worlds}-${g}`);
    world.groups.push(group);
    const rules = shape.policies[g] ?? [];
    await program.transaction((tx) => program.get(ReviewRulesRepository).replace(tx, group, rules, start));
    model.review.policies.set(group, rules);
    for (let i = 0; i < schools; i += 1) {
      const school = await program.school(group, `学校${worlds}-${g}-${i}`, start);
      world.schools.push(school);
      model.links.push({ school, group, from: start, until: null });
      const subject = i % 2 === 0 ? 'math' : 'chinese';
      const { id, team } = await program.department(school, subject, '教研组');
      world.departments.push({ id, school, team, group, subject });
    }
  }
  for (const [i, belongings] of shape.people.entries()) {
    const { id, token } = await program.account(`p${worlds}-${i}`, `人${i}`);
    world.people.push({ id, client: client() });
    world.people[i]!.client.useCookie(`lianke=${token}`);
    const taken = new Set<string>();
    for (const { place, scope, role, from, until } of belongings) {
      const at = world.departments[place % world.departments.length]!;
      const scopeId = placeOf(at, scope);
      // A small world has fewer places than numbers for them.
      if (taken.has(scopeId)) continue;
      taken.add(scopeId);
      const end = until === null ? null : start + until * DAY;
      await addMember(world, id, { scope, role }, at, start + from * DAY, end);
    }
  }
  return world;
}

/** The place of that kind which a department is, or which lies in it or around it. */
export const placeOf = ({ id, school, team, group }: Department, scope: Post['scope']): string =>
  ({ school, department: id, team, group })[scope];

/** Adds a membership to the program and to the model. */
export async function addMember(
  world: RightsWorld,
  user: string,
  { scope, role }: Post,
  place: Department,
  from: number,
  until: number | null,
): Promise<void> {
  const scopeId = placeOf(place, scope);
  const leads = role === 'group_subject_lead' ? { subject: place.subject } : {};
  const database = world.app.get(Database, { strict: false });
  await database.transaction(async (tx) => {
    await world.app
      .get(Provisioning, { strict: false })
      .addMembership(tx, user, { scope, scopeId, role, from, until, ...leads });
  });
  const within = scope === 'team' || scope === 'department';
  world.model.memberships.push({
    user,
    scope,
    scopeId,
    department: within ? place.id : null,
    school: scope === 'group' ? null : place.school,
    role,
    subject: within ? place.subject : (leads.subject ?? null),
    from,
    until,
  });
}
