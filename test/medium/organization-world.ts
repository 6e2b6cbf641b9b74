import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigModule } from '../../src/config/config.module.js';
import { parseSettings, type Settings } from '../../src/config/settings.js';
import { HttpModule, httpEntities, httpMigrations } from '../../src/http/index.js';
import { DAY, ManualClock } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import {
  AccountsService,
  identityEntities,
  identityMigrations,
  LoginService,
  PasswordHasher,
  SessionsService,
} from '../../src/modules/identity/index.js';
import {
  ActorService,
  organizationEntities,
  organizationMigrations,
  OrganizationModule,
  Provisioning,
  type NewMembership,
} from '../../src/modules/organization/index.js';
import { auditEntities, auditMigrations, AuditModule } from '../../src/platform/audit/index.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { Database } from '../../src/platform/database/database.port.js';
import { LiveModule } from '../../src/platform/live/index.js';
import { QueueModule, queueEntities, queueMigrations } from '../../src/platform/queue/index.js';
import { SandboxModule } from '../../src/platform/sandbox/sandbox.module.js';
import { testStack, type Grown } from '../support/services.js';
import { provideStack } from '../support/stack.js';

export const SCHEMA = {
  entities: [
    ...queueEntities,
    ...auditEntities,
    ...httpEntities,
    ...identityEntities,
    ...organizationEntities,
  ],
  migrations: [
    ...queueMigrations,
    ...auditMigrations,
    ...httpMigrations,
    ...identityMigrations,
    ...organizationMigrations,
  ],
};

/** A good password for everybody: the hash is made once a world. */
export const PASSWORD = '潮平两岸阔-风正一帆悬';

@Module({})
class Root {
  static register(settings: Settings, clock: ManualClock): DynamicModule {
    return {
      module: Root,
      imports: [
        ConfigModule.register(settings, clock),
        DatabaseModule.register(settings.database, SCHEMA),
        AuditModule.register(),
        LiveModule.register(settings.live),
        SandboxModule.register(join(settings.dataDir, 'jobs')),
        QueueModule.register({
          work: false,
          redis: settings.queue.driver === 'bullmq' ? settings.queue : null,
        }),
        HttpModule,
        OrganizationModule,
      ],
    };
  }
}

/** Identity and organization over a real database of their own, with a clock that stands still, behind the guard and filter of the HTTP room. */
export class World {
  private hash: string | null = null;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly clock: ManualClock,
    private readonly directory: string,
    readonly url: string,
    private readonly drop: () => Promise<void>,
  ) {}

  /** On fresh services of `grown`: what LIANKE_TEST_STACK says, unless given. */
  static async open(env: Record<string, string> = {}, grown: readonly Grown[] = testStack): Promise<World> {
    const directory = mkdtempSync(join(tmpdir(), 'lianke-test-'));
    const stack = await provideStack(grown);
    const settings = parseSettings({ DATA_DIR: directory, LOG_LEVEL: 'silent', ...stack.env, ...env });
    const clock = new ManualClock();
    const adapter = new FastifyAdapter({ trustProxy: true });
    const app = await NestFactory.create<NestFastifyApplication>(Root.register(settings, clock), adapter, {
      logger: false,
      abortOnError: false,
    });
    adapter.getInstance().decorateRequest('actor', null);
    await app.register(fastifyCookie);
    await app.listen(0, '127.0.0.1');
    return new World(app, clock, directory, await app.getUrl(), () => stack.drop());
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.drop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  get database(): Database {
    return this.app.get(Database);
  }
  get provisioning(): Provisioning {
    return this.app.get(Provisioning, { strict: false });
  }
  get accounts(): AccountsService {
    return this.app.get(AccountsService, { strict: false });
  }
  get sessions(): SessionsService {
    return this.app.get(SessionsService, { strict: false });
  }
  get logins(): LoginService {
    return this.app.get(LoginService, { strict: false });
  }
  get actors(): ActorService {
    return this.app.get(ActorService, { strict: false });
  }

  group(name: string): Promise<Id> {
    return this.database.transaction(async (tx) => (await this.provisioning.createGroup(tx, name)).id);
  }

  school(groupId: Id, name: string, kind: 'core' | 'member' = 'member'): Promise<Id> {
    const from = this.clock.now() - 100 * DAY;
    return this.database.transaction(
      async (tx) => (await this.provisioning.createSchool(tx, { groupId, name, kind, from })).id,
    );
  }

  department(schoolId: Id, subject: string): Promise<Id> {
    const input = { schoolId, subject, name: `${subject} department` };
    return this.database.transaction(async (tx) => (await this.provisioning.createDepartment(tx, input)).id);
  }

  team(department: Id, grade: string): Promise<Id> {
    return this.database.transaction(async (tx) => {
      const [of] = await tx.manager.query<{ school_id: Id }[]>(
        'SELECT school_id FROM department WHERE id = ?',
        [department],
      );
      const place = { id: department, schoolId: of!.school_id, subject: '', name: '' };
      const input = { grade, name: `${grade} team` };
      return (await this.provisioning.createTeam(tx, place, input)).id;
    });
  }

  /** A person with {@link PASSWORD} and these memberships, which began a hundred days ago unless they say otherwise. */
  async person(loginName: string, ...memberships: NewMembership[]): Promise<Id> {
    this.hash ??= await this.app.get(PasswordHasher, { strict: false }).hash(PASSWORD);
    const passwordHash = this.hash;
    return this.database.transaction(async (tx) => {
      const { id } = await this.accounts.create(tx, {
        loginName,
        name: loginName,
        passwordHash,
        mustChangePassword: false,
      });
      for (const m of memberships)
        await this.provisioning.addMembership(tx, id, { from: this.clock.now() - 100 * DAY, ...m });
      return id;
    });
  }

  /** The audit entries of an action, oldest first. */
  async audited(action: string): Promise<Record<string, unknown>[]> {
    return this.database.reader.manager.query('SELECT * FROM audit_entry WHERE action = ? ORDER BY id', [
      action,
    ]);
  }

  browser(ip = '203.0.113.1'): Browser {
    return new Browser(this, ip);
  }

  async signedIn(loginName: string, ip?: string): Promise<Browser> {
    const browser = this.browser(ip);
    const answer = await browser.login(loginName, PASSWORD);
    if (answer.status !== 200) throw new Error(`Login of ${loginName}: ${JSON.stringify(answer)}`);
    return browser;
  }
}

/** What came back, to be looked into by path. */
export interface Json {
  [key: string]: Json;
}

export interface Reply {
  status: number;
  body: Json;
  headers: Headers;
  setCookies: string[];
}

/** One person's browser at an address: keeps its cookies. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly world: World,
    readonly ip: string,
  ) {}

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    extra: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await fetch(`${this.world.url}/api/v1${path}`, {
      method,
      headers: {
        'x-forwarded-for': this.ip,
        ...extra,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const setCookies = response.headers.getSetCookie();
    for (const cookie of setCookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, setCookies, body: (text === '' ? {} : JSON.parse(text)) as Json };
  }

  login(loginName: string, password: string): Promise<Reply> {
    return this.send('POST', '/session', { loginName, password });
  }
  get = (path: string) => this.send('GET', path);
  post = (path: string, body: object = {}) => this.send('POST', path, body);
  patch = (path: string, body: object) => this.send('PATCH', path, body);
  put = (path: string, body: object) => this.send('PUT', path, body);
  delete = (path: string) => this.send('DELETE', path);
}
