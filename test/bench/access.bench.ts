import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { parseSettings } from '../../src/config/settings.js';
import { DAY, SystemClock } from '../../src/kernel/clock.js';
import { newId, type Id } from '../../src/kernel/ids.js';
import { AccessService } from '../../src/modules/access/index.js';
import { AccountsService } from '../../src/modules/identity/index.js';
import { ActorService, Provisioning } from '../../src/modules/organization/index.js';
import { Database } from '../../src/platform/database/database.port.js';
import { insertRows } from '../../src/platform/database/rows.js';
import { AccessEntryEntity } from '../../src/modules/access/access-entry.entity.js';
import { MembershipEntity } from '../../src/modules/organization/membership.entity.js';
import { services, type Grown } from '../support/services.js';
import { provideStack } from '../support/stack.js';
import type { BenchCase } from './bench.js';
import { byHand, whereOn } from './by-hand.js';
import { inTurns, median, p95 } from './measure.js';

export const name = 'access';

const RESOURCES = 20_000;
const ASKED = 1_000;
const ROUNDS = 100;

interface Place {
  ask: (round: number) => Promise<unknown>;
  actor: () => Promise<unknown>;
  close: () => Promise<void>;
}

/**
 * What a check of rights costs: a thousand ids at once, and how that grows with schools and people. On the built-in
 * database, and on MySQL or MariaDB where there is one.
 */
export async function* run(): AsyncGenerator<BenchCase> {
  yield* measured([]);
  if (services.mysqlUrl) yield* measured(['mysql']);
}

async function* measured(names: readonly Grown[]): AsyncGenerator<BenchCase> {
  const small = await installation(6, 600, names);
  const large = await installation(60, 8_000, names);
  const on = whereOn(names);
  try {
    const rights = await inTurns(ROUNDS, { small: small.ask, large: large.ask });
    yield {
      bench: name,
      case: `${on}allowed for 1,000 ids, in process`,
      ms: median(rights.large),
      wanted: '≤ 10 ms',
      note: `p95 ${p95(rights.large).toFixed(1)} ms`,
    };
    yield {
      bench: name,
      case: `${on}allowed for 1,000 ids: 60 schools and 8,000 people against 6 and 600`,
      ms: median(rights.large),
      baselineMs: median(rights.small),
      ratio: median(rights.large) / median(rights.small),
      wanted: 'ratio ≤ 1.2',
    };
    const actors = await inTurns(ROUNDS, { small: small.actor, large: large.actor });
    yield {
      bench: name,
      case: `${on}the principals of a person: 60 schools and 8,000 people against 6 and 600`,
      ms: median(actors.large),
      baselineMs: median(actors.small),
      ratio: median(actors.large) / median(actors.small),
      wanted: 'ratio ≤ 1.2',
    };
  } finally {
    await small.close();
    await large.close();
  }
}

/** A group with as many schools and people, each school owning its share of the resources; half of them are the group's. */
async function installation(schools: number, people: number, names: readonly Grown[]): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianke-access-'));
  const stack = await provideStack(names);
  const settings = parseSettings({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0', ...stack.env });
  const app = await NestFactory.createApplicationContext(AppModule.register(settings, new SystemClock()), {
    logger: false,
  });
  const database = app.get(Database, { strict: false });
  const provisioning = app.get(Provisioning, { strict: false });
  const accounts = app.get(AccountsService, { strict: false });
  const from = Date.now() - 100 * DAY;
  const made = await database.transaction(async (tx) => {
    const { id: groupId } = await provisioning.createGroup(tx, '基准教育集团');
    const schoolIds: Id[] = [];
    for (let n = 0; n < schools; n += 1)
      schoolIds.push(
        (await provisioning.createSchool(tx, { groupId, name: `第${n}学校`, kind: 'member', from })).id,
      );
    const reader = await accounts.create(tx, {
      loginName: 'reader',
      name: '读者',
      passwordHash: '',
      mustChangePassword: false,
    });
    const memberships = Array.from({ length: people }, (_, n) =>
      membership(n === 0 ? reader.id : newId(), schoolIds[n % schools]!, from),
    );
    await insertRows(tx, MembershipEntity, memberships);
    const ids = Array.from({ length: RESOURCES }, () => newId());
    const entries = ids.flatMap((id, n) => {
      const schoolId = schoolIds[n % schools]!;
      const author = memberships[n % people]!.accountId;
      const shown = n % 2 === 0 ? `g:${groupId}` : `s:${schoolId}`;
      return [
        entry(id, `a:${author}:${schoolId}`, 'author', 4, n),
        entry(id, `u:${author}`, 'author', 2, n),
        entry(id, `m:${schoolId}`, 'catalogue', 4, n),
        entry(id, shown, 'audience', 2, n),
      ];
    });
    await insertRows(tx, AccessEntryEntity, entries);
    return { ids, readerId: reader.id };
  });
  const sql = await byHand(dataDir, stack);
  await sql.run(names.includes('mysql') ? 'ANALYZE TABLE access_entry, membership' : 'ANALYZE');
  await sql.close();
  const access = app.get(AccessService, { strict: false });
  const actors = app.get(ActorService, { strict: false });
  const actor = await actors.load(made.readerId, made.readerId);
  return {
    ask: async (round) => {
      const start = (round * ASKED) % RESOURCES;
      const found = await access.allowed(actor, 'view', 'resource', made.ids.slice(start, start + ASKED));
      if (found.size < ASKED / 2) throw new Error(`${found.size} of ${ASKED}`);
    },
    actor: () => actors.load(made.readerId, made.readerId),
    close: async () => {
      await app.close();
      await stack.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function membership(accountId: Id, schoolId: Id, from: number): MembershipEntity {
  const scope = { scope: 'school', scopeId: schoolId, schoolId, departmentId: null };
  const interval = { validFrom: from, validUntil: null, createdAt: from };
  return { id: newId(), accountId, ...scope, role: 'teacher', subject: null, ...interval };
}

function entry(
  objectId: Id,
  principal: string,
  source: string,
  level: number,
  sortTime: number,
): AccessEntryEntity {
  const window = { visibleFrom: null, visibleUntil: null };
  return { objectType: 'resource', objectId, principal, source, level, sortTime, ...window };
}
