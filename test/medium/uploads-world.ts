import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { parseSettings, type Settings } from '../../src/config/settings.js';
import { DAY, ManualClock } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { AccountsService, PasswordHasher } from '../../src/modules/identity/index.js';
import { Provisioning } from '../../src/modules/organization/index.js';
import { Database } from '../../src/platform/database/database.port.js';
import { ApiClient, eventually } from '../support/client.js';
import { testStack, type Grown } from '../support/services.js';
import { provideStack } from '../support/stack.js';

const PASSWORD = '潮平两岸阔-风正一帆悬';

export interface Upload {
  id: Id;
  state: string;
  fileId: Id | null;
  fileName: string;
  failure: { code: string; params: Record<string, string | number> } | null;
  partSize: number;
  partCount: number;
  parts: { number: number; size: number }[];
}

/** The whole program in this process, on data of its own, with a clock that tests move and parts of 1,000 bytes. */
export class UploadWorld {
  private hash: string | null = null;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly clock: ManualClock,
    readonly settings: Settings,
    readonly url: string,
    readonly schoolId: Id,
    readonly otherSchoolId: Id,
    private readonly drop: () => Promise<void>,
  ) {}

  /** On fresh services of `grown`: what LIANKE_TEST_STACK says, unless given. */
  static async open(
    uploads: Partial<Settings['uploads']> = {},
    env: Record<string, string> = {},
    grown: readonly Grown[] = testStack,
  ): Promise<UploadWorld> {
    const dataDir = mkdtempSync(join(tmpdir(), 'lianke-test-'));
    const stack = await provideStack(grown);
    const fixed = { DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' };
    const settings = parseSettings({ ...fixed, ...stack.env, ...env });
    settings.uploads = { ...settings.uploads, partBytes: 1000, ...uploads };
    const clock = new ManualClock(Date.now());
    const adapter = new FastifyAdapter({ routerOptions: { maxParamLength: 300 } });
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.register(settings, clock),
      adapter,
      {
        logger: false,
        abortOnError: false,
      },
    );
    adapter.getInstance().decorateRequest('actor', null);
    await app.register(fastifyCookie);
    await app.listen(0, '127.0.0.1');
    const provisioning = app.get(Provisioning, { strict: false });
    const from = clock.now() - 100 * DAY;
    const [schoolId, otherSchoolId] = await app.get(Database).transaction(async (tx) => {
      const { id: groupId } = await provisioning.createGroup(tx, '江城教育集团');
      const core = await provisioning.createSchool(tx, { groupId, name: '江城一中', kind: 'core', from });
      const other = await provisioning.createSchool(tx, { groupId, name: '河东中学', kind: 'member', from });
      return [core.id, other.id];
    });
    return new UploadWorld(app, clock, settings, await app.getUrl(), schoolId, otherSchoolId, () =>
      stack.drop(),
    );
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.drop();
    rmSync(this.settings.dataDir, { recursive: true, force: true });
  }

  get database(): Database {
    return this.app.get(Database);
  }

  query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.database.reader.manager.query(sql, parameters);
  }

  /** Somebody of a school, signed in. */
  async teacher(loginName: string, schoolId = this.schoolId): Promise<ApiClient> {
    this.hash ??= await this.app.get(PasswordHasher, { strict: false }).hash(PASSWORD);
    const passwordHash = this.hash;
    await this.database.transaction(async (tx) => {
      const account = { loginName, name: loginName, passwordHash, mustChangePassword: false };
      const { id } = await this.app.get(AccountsService, { strict: false }).create(tx, account);
      await this.app.get(Provisioning, { strict: false }).addMembership(tx, id, {
        scope: 'school',
        scopeId: schoolId,
        role: 'teacher',
        from: this.clock.now() - 100 * DAY,
      });
    });
    return new ApiClient(this.url).login(loginName, PASSWORD);
  }

  /** Signs in again after the clock has moved beyond the session's end. */
  signIn = (loginName: string) => new ApiClient(this.url).login(loginName, PASSWORD);

  async begin(client: ApiClient, fileName: string, size: number): Promise<Upload> {
    const { status, body } = await client.post<Upload>('uploads', { fileName, size });
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** The address of a part. */
  async sign(client: ApiClient, id: Id, number: number): Promise<string> {
    const { status, body } = await client.post<{ parts: { url: string }[] }>(`uploads/${id}/parts`, {
      numbers: [number],
    });
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return new URL(body.parts[0]!.url, this.url).href;
  }

  /** Sends all parts, not yet completing. */
  async sendAll(client: ApiClient, upload: Upload, bytes: Buffer): Promise<void> {
    for (let n = 1; n <= upload.partCount; n += 1) {
      const body = bytes.subarray((n - 1) * upload.partSize, n * upload.partSize);
      const { status } = await put(await this.sign(client, upload.id, n), body);
      if (status >= 300) throw new Error(`Part ${n}: ${status}`);
    }
  }

  read = async (client: ApiClient, id: Id) => (await client.get<Upload>(`uploads/${id}`)).body;

  /** Waits until an upload has ended. */
  ended(client: ApiClient, id: Id): Promise<Upload> {
    return eventually(
      () => this.read(client, id),
      (u) => u.state !== 'verifying' && u.state !== 'uploading',
    );
  }

  /** The same, and until nothing of it is left in quarantine: that goes after its owner has been told. */
  async settled(client: ApiClient, id: Id): Promise<Upload> {
    const upload = await this.ended(client, id);
    await eventually(
      () => this.query<{ cleared: number }>('SELECT cleared FROM upload WHERE id = ?', [id]),
      ([row]) => Boolean(row?.cleared),
    );
    return upload;
  }

  quota = async (client: ApiClient) =>
    (await client.get<{ user: { used: number }; school: { used: number } }>('quota')).body;
}

export async function put(
  url: string,
  body: Buffer,
  method = 'PUT',
): Promise<{ status: number; code?: string }> {
  const response = await fetch(url, { method, body: new Uint8Array(body) });
  const text = await response.text();
  return {
    status: response.status,
    ...(text.startsWith('{') ? { code: (JSON.parse(text) as { code: string }).code } : {}),
  };
}
