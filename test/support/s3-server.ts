import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'minio';
import { freePort } from './free-port.js';
import { services } from './services.js';

export type S3Kind = 'minio' | 'versitygw';

/** Both servers, and the setting that names each program where it is not on PATH. */
export const S3_KINDS: { kind: S3Kind; variable: string }[] = [
  { kind: 'minio', variable: 'MINIO_PATH' },
  { kind: 'versitygw', variable: 'VERSITYGW_PATH' },
];

const KEYS = { accessKey: 'lianke-test', secretKey: 'lianke-test-secret' };
const BUCKET = 'lianke';
export const S3_REGION = 'eu-central-1';

/** An S3 server of a test's own: its port, its folder, and one empty bucket. */
export interface S3Server {
  kind: S3Kind;
  port: number;
  endpoint: string;
  bucket: string;
  /** the settings of an installation that stores there */
  env: Record<string, string>;
  /** everything allowed, past all that Lianke guards */
  root: Client;
  stop(): Promise<void>;
  /** starts it again on the same port and folder */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a server, with its bucket. `corsOrigin`: whose pages may use it. */
export async function startS3(kind: S3Kind, { corsOrigin = '*' } = {}): Promise<S3Server> {
  const program = services[kind];
  if (program === null) throw new Error(`There is no ${kind} on PATH.`);
  const folder = mkdtempSync(join(tmpdir(), `lianke-${kind}-`));
  mkdirSync(join(folder, 'data'));
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const command = {
    minio: [program, 'server', '--quiet', '--address', address, join(folder, 'data')],
    versitygw: [
      ...[program, '--quiet', '--access', KEYS.accessKey, '--secret', KEYS.secretKey, '--port', address],
      ...['--region', S3_REGION, '--cors-allow-origin', corsOrigin, '--keep-alive'],
      ...['posix', join(folder, 'data')],
    ],
  }[kind];
  const root = new Client({
    ...{ endPoint: '127.0.0.1', port, useSSL: false, region: S3_REGION, ...KEYS },
    retryOptions: { disableRetry: true },
  });
  let child: ChildProcess | null = null;
  const start = async () => {
    child = spawnWithUs(command, folder, corsOrigin);
    const end = once(child, 'exit').then(() => Promise.reject(new Error(`${kind} ended at start`)));
    end.catch(() => undefined);
    await Promise.race([untilItAnswers(root), end]);
  };
  const stop = async () => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    // The shell around it hears that its input has ended, and ends the server.
    running.stdin!.end();
    await gone;
  };
  await start();
  await root.makeBucket(BUCKET, S3_REGION);
  const endpoint = `http://${address}`;
  return {
    kind,
    port,
    endpoint,
    bucket: BUCKET,
    env: {
      STORAGE_DRIVER: 's3',
      S3_ENDPOINT: endpoint,
      S3_REGION,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY: KEYS.accessKey,
      S3_SECRET_KEY: KEYS.secretKey,
    },
    root,
    stop,
    start,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a program that ends when this process does, however that ends. */
function spawnWithUs(command: string[], folder: string, corsOrigin: string): ChildProcess {
  const script =
    'exec 3<&0; "$@" </dev/null & child=$!; (read -r _ <&3; kill -9 $child 2>/dev/null) & wait $child';
  return spawn('sh', ['-c', script, 'sh', ...command], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      MINIO_ROOT_USER: KEYS.accessKey,
      MINIO_ROOT_PASSWORD: KEYS.secretKey,
      MINIO_SITE_REGION: S3_REGION,
      MINIO_BROWSER: 'off',
      MINIO_API_CORS_ALLOW_ORIGIN: corsOrigin,
    },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

async function untilItAnswers(root: Client): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await root.listBuckets();
      return;
    } catch (error) {
      if (attempt > 600) throw error;
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }
}
