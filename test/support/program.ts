import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { parseSettings, type Settings } from '../../src/config/settings.js';
import { ManualClock, type Instant } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { FileService, Renderings } from '../../src/modules/files/index.js';
import { FilesRepository } from '../../src/modules/files/files.repository.js';
import { AccountsService, SessionsService } from '../../src/modules/identity/index.js';
import { Provisioning, type NewMembership } from '../../src/modules/organization/index.js';
import { ResourcesRepository } from '../../src/modules/resources/resources.repository.js';
import { Database, type Tx } from '../../src/platform/database/database.port.js';
import { ObjectStore } from '../../src/platform/storage/storage.port.js';
import { startHttp } from '../../src/start.js';
import { freePort } from './free-port.js';
import { disconnect, InProcessClient } from './in-process-client.js';
import { testStack, type Grown } from './services.js';
import { provideStack, type Stack } from './stack.js';

const START = Date.UTC(2026, 8, 1);

/** In memory where there is room: nothing here is about disks, and thousands of small writes would wait for one. */
function scratch(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 1024 ** 3 ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Somebody with an account, and their browser. */
export interface Signed {
  id: Id;
  client: InProcessClient;
}

/** The renditions that a file of {@link Program.attach} has, by the names below its prefix. */
const RENDITIONS = [
  'thumbnail.webp',
  'image.webp',
  'pages/1.webp',
  'pages/1-small.webp',
  'audio.m4a',
  'poster.jpg',
  'strip.jpg',
  'hls/master.m3u8',
  'hls/720p/seg1.m4s',
];

/** The whole program in this process, asked without a network, with a clock that tests move. */
export class Program {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly clock: ManualClock,
    readonly settings: Settings,
    readonly stack: Stack,
  ) {}

  static async open(
    env: Record<string, string> = {},
    grown: readonly Grown[] = testStack,
    start = START,
  ): Promise<Program> {
    const stack = await provideStack(grown);
    const settings = parseSettings({
      ...stack.env,
      DATA_DIR: mkdtempSync(join(scratch(), 'lianke-program-')),
      PORT: String(await freePort()),
      LOG_LEVEL: 'fatal',
      SESSION_IDLE_HOURS: '100000',
      SESSION_DAYS: '10000',
      ...env,
    });
    const clock = new ManualClock(start);
    return new Program(await startHttp(settings, clock), clock, settings, stack);
  }

  async close(): Promise<void> {
    disconnect(this.app);
    await this.app.close();
    await this.stack.drop();
    rmSync(this.settings.dataDir, { recursive: true, force: true });
  }

  get = <T>(token: abstract new (...args: never[]) => T): T =>
    this.app.get(token as never, { strict: false });

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.get(Database).transaction(work);
  }

  query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.get(Database).reader.manager.query(sql, parameters);
  }

  write(sql: string, parameters: unknown[] = []): Promise<void> {
    return this.transaction(async (tx) => {
      await tx.manager.query(sql, parameters);
    });
  }

  group = (name: string): Promise<Id> =>
    this.transaction(async (tx) => (await this.get(Provisioning).createGroup(tx, name)).id);

  school = (groupId: Id, name: string, from = this.clock.now()): Promise<Id> =>
    this.transaction(
      async (tx) =>
        (await this.get(Provisioning).createSchool(tx, { groupId, name, kind: 'member', from })).id,
    );

  /** A department with its one grade team. */
  async department(schoolId: Id, subject: string, name: string): Promise<{ id: Id; team: Id }> {
    return this.transaction(async (tx) => {
      const made = await this.get(Provisioning).createDepartment(tx, { schoolId, subject, name });
      const team = await this.get(Provisioning).createTeam(tx, made, { grade: 'g7', name: '七年级备课组' });
      return { id: made.id, team: team.id };
    });
  }

  /** Somebody with these memberships, signed in. */
  async person(loginName: string, name: string, memberships: readonly NewMembership[]): Promise<Signed> {
    const { id, token } = await this.account(loginName, name);
    await this.transaction(async (tx) => {
      for (const membership of memberships) await this.get(Provisioning).addMembership(tx, id, membership);
    });
    const client = this.anonymous();
    client.useCookie(`lianke=${token}`);
    return { id, client };
  }

  /** People by their login names, each with one membership from `from` on. */
  async people<T extends string>(
    from: Instant,
    held: Record<T, Omit<NewMembership, 'from'>>,
  ): Promise<Record<T, Signed>> {
    const people: Partial<Record<T, Signed>> = {};
    for (const [name, membership] of Object.entries(held) as [T, Omit<NewMembership, 'from'>][])
      people[name] = await this.person(name, `${name}老师`, [{ ...membership, from }]);
    return people as Record<T, Signed>;
  }

  /** Somebody without memberships, with the token of a session. */
  account(loginName: string, name: string): Promise<{ id: Id; token: string }> {
    return this.transaction(async (tx) => {
      const account = { loginName, name, passwordHash: '-', mustChangePassword: false };
      const { id } = await this.get(AccountsService).create(tx, account);
      const { token } = await this.get(SessionsService).open(tx, id, { ip: '127.0.0.1', userAgent: '' });
      return { id, token };
    });
  }

  anonymous = () => new InProcessClient(this.app);

  /** A further session of somebody. */
  async session(accountId: Id): Promise<InProcessClient> {
    const { token } = await this.transaction((tx) =>
      this.get(SessionsService).open(tx, accountId, { ip: '127.0.0.1', userAgent: '' }),
    );
    const client = this.anonymous();
    client.useCookie(`lianke=${token}`);
    return client;
  }

  /** Attaches a file of every rendition to a resource, as if it had been uploaded and processed. */
  async attach(resourceId: Id, owner: { id: Id; schoolId: Id }, text: string): Promise<Id> {
    const sha256 = createHash('sha256').update(text).digest('hex');
    const objectKey = `blob/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}.000000000000`;
    const prefix = `made/${sha256}`;
    await this.store(objectKey, prefix, text);
    return this.transaction(async (tx) => {
      const files = this.get(FilesRepository);
      const blob = { sha256, size: Buffer.byteLength(text), mime: 'text/plain', extension: 'txt' };
      const traits = { encrypted: false, hasMacros: false, encoding: null };
      if ((await files.blob(tx, sha256)) === null) {
        const createdAt = this.clock.now();
        await files.insertBlob(tx, {
          ...blob,
          kind: 'text',
          traits,
          objectKey,
          unusedSince: null,
          createdAt,
        });
        await this.get(Renderings).change(tx, sha256, {
          state: 'ready',
          progress: 1,
          objectPrefix: prefix,
        });
        await files.replaceText(tx, sha256, [{ page: 0, text }]);
      }
      const fileId = await this.get(FileService).add(tx, {
        ...blob,
        kind: 'text',
        traits,
        objectKey,
        fileName: '讲义.txt',
        note: null,
        ownerId: owner.id,
        schoolId: owner.schoolId,
      });
      await this.get(ResourcesRepository).addFile(tx, resourceId, fileId, 0);
      return fileId;
    });
  }

  private async store(objectKey: string, prefix: string, text: string): Promise<void> {
    const store = this.get(ObjectStore);
    if ((await store.head(objectKey)) !== null) return;
    for (const name of RENDITIONS)
      await store.put(`${prefix}/${name}`, Buffer.from(name), { contentType: 'application/octet-stream' });
    await store.put(objectKey, Buffer.from(text), { contentType: 'text/plain' });
  }
}
