import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';

/** The program, for suites that flush, kill or misconfigure a Redis: they need one of their own. */
export const redisProgram = spawnSync('redis-server', ['--version']).status === 0 ? 'redis-server' : null;

export interface OwnRedis {
  url: string;
  /** Runs one command. */
  run(command: string, ...args: string[]): Promise<unknown>;
  /** SIGKILL: connections break, new ones are refused, what it held is gone. */
  kill(): Promise<void>;
  /** The same address again, empty. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a Redis of the test's own; what is given stands behind the defaults on its command line. */
export async function startRedis(...options: string[]): Promise<OwnRedis> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'lianke-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess;
  const start = async (): Promise<void> => {
    const fixed = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', directory];
    server = spawn(redisProgram!, [...fixed, '--maxmemory-policy', 'noeviction', ...options], {
      stdio: 'ignore',
    });
    const redis = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    await redis.ping();
    redis.disconnect();
  };
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  await start();
  return {
    url,
    run: async (command, ...args) => {
      const redis = new Redis(url);
      try {
        return await redis.call(command, ...args);
      } finally {
        redis.disconnect();
      }
    },
    kill,
    restart: start,
    remove: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
