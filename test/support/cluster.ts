import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { startApp, type RunningApp } from './app.js';
import { freePort } from './free-port.js';
import { services } from './services.js';
import { provideStack, type Stack } from './stack.js';
import { StandInMeili } from './stand-in-meili.js';

/** What a cluster stands on, where all of it can be had; null where something is missing. */
export const clusterServices: string | null =
  services.mysqlUrl !== null && services.redisUrl !== null && services.minio !== null ? 'all' : null;
export const CLUSTER_VARIABLES = 'one of MYSQL_URL, REDIS_URL and MINIO_PATH';

/**
 * Processes with nothing in common but the services: MySQL, Redis, MinIO, and Meilisearch or what stands in for it. Each
 * has a directory of its own, as it would on a machine of its own.
 */
export class Cluster {
  readonly processes: RunningApp[] = [];

  private constructor(
    readonly stack: Stack,
    private readonly publicUrl: string,
    private readonly publicPort: number,
  ) {}

  /** The services alone; `more` are settings over theirs. */
  static async open(more: Record<string, string> = {}): Promise<Cluster> {
    const grown = services.meili ? (['meilisearch'] as const) : [];
    const stack = await provideStack(['mysql', 'redis', 'minio', ...grown]);
    const standIn = services.meili ? null : await StandInMeili.start();
    const search: Record<string, string> = standIn
      ? {
          SEARCH_DRIVER: 'meilisearch',
          MEILI_URL: standIn.url,
          MEILI_KEY: 'stand-in',
          MEILI_INDEX: 'cluster',
        }
      : {};
    const port = await freePort();
    const publicUrl = `http://localhost:${port}`;
    const env = { ...stack.env, ...search, NODES: 'cluster', PUBLIC_URL: publicUrl, ...more };
    const drop = async () => {
      await standIn?.stop();
      await stack.drop();
    };
    return new Cluster({ ...stack, env, drop }, publicUrl, port);
  }

  /** An HTTP process that leaves all jobs to workers, unless `env` says otherwise. The first has the address that people know. */
  async node(env: Record<string, string> = {}): Promise<RunningApp> {
    const first = !this.processes.some(({ url }) => url === this.publicUrl);
    return this.begin({
      port: first ? this.publicPort : await freePort(),
      env: { WORK_LANES: 'none', ...env },
    });
  }

  /** A worker of every lane, unless `env` says otherwise. */
  async worker(env: Record<string, string> = {}): Promise<RunningApp> {
    const port = await freePort();
    return this.begin({ port, entry: ['dist/worker.js'], env: { WORKER_PORT: String(port), ...env } });
  }

  /** Rows of the database, past all that Lianke guards. */
  async query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    const connection = await createConnection({ uri: this.stack.env['DATABASE_URL']! });
    try {
      return (await connection.query(sql, values))[0] as T[];
    } finally {
      await connection.end();
    }
  }

  async remove(): Promise<void> {
    for (const one of this.processes) {
      await one.kill();
      rmSync(one.dataDir, { recursive: true, force: true });
    }
    await this.stack.drop();
  }

  private async begin(options: { port: number; env: Record<string, string>; entry?: string[] }) {
    const dataDir = mkdtempSync(join(tmpdir(), 'lianke-node-'));
    const started = await startApp({ ...options, dataDir, stack: this.stack });
    this.processes.push(started);
    return started;
  }
}

/** The programs of this name that a process has started, however deep. Where there is no /proc: none. */
export function programsOf(pid: number, name: string): number[] {
  const parents = new Map<number, { parent: number; name: string }>();
  for (const entry of readdirSync('/proc').filter((folder) => /^\d+$/.test(folder))) {
    try {
      const [, command, rest] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${entry}/stat`, 'utf8'))!;
      parents.set(Number(entry), { parent: Number(rest!.split(' ')[1]), name: command! });
    } catch {
      // It ended while we looked.
    }
  }
  const isBelow = (one: number): boolean => {
    const parent = parents.get(one)?.parent;
    return parent !== undefined && (parent === pid || isBelow(parent));
  };
  return [...parents].flatMap(([one, found]) => (found.name === name && isBelow(one) ? [one] : []));
}
