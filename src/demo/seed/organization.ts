import type { INestApplicationContext } from '@nestjs/common';
import { DAY, type Instant } from '../../kernel/clock.js';
import { AccountsService, PasswordHasher } from '../../modules/identity/index.js';
import { Provisioning, type NewMembership } from '../../modules/organization/index.js';
import { Taxonomy } from '../../modules/taxonomy/index.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { DEMO_DEPARTMENTS, DEMO_GROUPS, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_SCHOOLS } from '../organization.js';
import type { DemoMembership } from '../types.js';
import type { DemoIds } from './progress.js';

/**
 * Makes groups, schools, departments, people and their memberships in one unit. `made` runs at its end: what it keeps
 * is true if the unit commits, and of no account otherwise (the installation is still empty then).
 */
export async function seedOrganization(
  app: Pick<INestApplicationContext, 'get'>,
  now: Instant,
  made: (ids: DemoIds) => void,
): Promise<void> {
  const hasher = get(app, PasswordHasher);
  const hashes = await Promise.all(DEMO_PEOPLE.map(() => hasher.hash(DEMO_PASSWORD)));
  const subjectKey = subjectKeys(get(app, Taxonomy));
  const seeding = { provisioning: get(app, Provisioning), accounts: get(app, AccountsService), now };
  await get(app, Database).transaction(async (tx) => {
    const ids: DemoIds = { groups: {}, schools: {}, departments: {}, people: {} };
    await places(tx, seeding, ids, subjectKey);
    for (const [index, person] of DEMO_PEOPLE.entries()) {
      const account = await seeding.accounts.create(tx, {
        loginName: person.loginName,
        name: person.name,
        passwordHash: hashes[index]!,
        // The password is printed for everybody to try; only a demo may do so.
        mustChangePassword: false,
      });
      ids.people[person.key] = account.id;
      for (const membership of person.memberships)
        await seeding.provisioning.addMembership(tx, account.id, resolved(membership, ids, now, subjectKey));
    }
    made(ids);
  });
}

interface Seeding {
  provisioning: Provisioning;
  accounts: AccountsService;
  now: Instant;
}

async function places(
  tx: Tx,
  { provisioning, now }: Seeding,
  ids: DemoIds,
  subjectKey: (zh: string) => string,
): Promise<void> {
  for (const { key, name } of DEMO_GROUPS) ids.groups[key] = (await provisioning.createGroup(tx, name)).id;
  for (const { key, name, shortName, group, link, joinedDaysAgo } of DEMO_SCHOOLS) {
    const from = now - joinedDaysAgo * DAY;
    const school = { groupId: known(ids.groups, group), name, shortName, kind: link, from };
    ids.schools[key] = (await provisioning.createSchool(tx, school)).id;
  }
  for (const { key, school, subject, name } of DEMO_DEPARTMENTS) {
    const department = { schoolId: known(ids.schools, school), subject: subjectKey(subject), name };
    ids.departments[key] = (await provisioning.createDepartment(tx, department)).id;
  }
}

function resolved(
  membership: DemoMembership,
  ids: DemoIds,
  now: Instant,
  subjectKey: (zh: string) => string,
): NewMembership {
  const place =
    'group' in membership
      ? ({ scope: 'group', scopeId: known(ids.groups, membership.group) } as const)
      : 'school' in membership
        ? ({ scope: 'school', scopeId: known(ids.schools, membership.school) } as const)
        : ({ scope: 'department', scopeId: known(ids.departments, membership.department) } as const);
  const { role, subject, fromDaysAgo, untilInDays } = membership;
  return {
    ...place,
    role,
    subject: subject === undefined ? null : subjectKey(subject),
    from: now - fromDaysAgo * DAY,
    until: untilInDays === undefined ? null : now + untilInDays * DAY,
  };
}

/** The row behind a key of the demo. */
export function known(ids: Readonly<Record<string, string>>, key: string): string {
  const id = ids[key];
  if (id === undefined) throw new Error(`The demo names ${key}, which is not in it.`);
  return id;
}

function subjectKeys(taxonomy: Taxonomy): (zh: string) => string {
  const keys = new Map(taxonomy.view().subjects.map((subject) => [subject.name.zh, subject.key]));
  return (zh) => known(Object.fromEntries(keys), zh);
}

/** A service of the running program. */
export function get<T>(
  app: Pick<INestApplicationContext, 'get'>,
  token: abstract new (...args: never[]) => T,
): T {
  return app.get<T>(token as never, { strict: false });
}
