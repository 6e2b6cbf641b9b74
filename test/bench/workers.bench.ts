import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResourceView } from '../../src/contracts/index.js';
import { startApp, removeData, type RunningApp } from '../support/app.js';
import { eventually, type ApiClient } from '../support/client.js';
import { freePort } from '../support/free-port.js';
import { services } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';
import { provideStack, type Stack } from '../support/stack.js';
import type { BenchCase } from './bench.js';
import { film, freshFilm } from './media-room.js';

export const name = 'workers';

const FILMS = 20;
const SECONDS = 10;
/** What this machine has grown services of: two workers are worth it with any queue that both reach. */
const GROWN = services.mysqlUrl ? (['mysql', 'redis'] as const) : (['redis'] as const);

export async function prepare(size: number | null): Promise<void> {
  await film(size ?? SECONDS);
}

/** Twenty short films that wait in the queue, worked off by one worker and by two, each with one encoder thread. */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  const path = await film(size ?? SECONDS);
  if (path === null || !services.redisUrl) {
    console.error('workers: left out, because there is no ffmpeg or REDIS_URL is not set.');
    return;
  }
  const bytes = readFileSync(path);
  const one = await workedOff(1, bytes);
  const two = await workedOff(2, bytes);
  yield {
    bench: name,
    case: `${FILMS} films of ${size ?? SECONDS} s, 1080p, one encoder thread a worker: two workers against one`,
    ms: two,
    baselineMs: one,
    ratio: two / one,
    wanted: 'ratio ≤ 0.6',
    note: `queue and database: ${GROWN.join(', ')}`,
  };
}

/** ms from the start of so many workers to the last film being ready. */
async function workedOff(count: number, bytes: Buffer): Promise<number> {
  const stack = await provideStack(GROWN);
  const dataDir = mkdtempSync(join(tmpdir(), 'lianke-bench-'));
  const app = await startApp({
    dataDir,
    stack,
    env: { NODES: 'one-host', WORK_LANES: 'quick,document,index,bulk' },
  });
  const workers: RunningApp[] = [];
  try {
    const { author } = await foundGroup(app);
    const ids: string[] = [];
    for (let i = 0; i < FILMS; i += 1) {
      const uploadId = await author.upload(`课堂${i}.mp4`, freshFilm(bytes));
      const { body } = await author.post<ResourceView>('resources', {
        title: `课堂${i}`,
        uploadIds: [uploadId],
      });
      ids.push(body.id);
    }
    const begun = performance.now();
    workers.push(
      ...(await Promise.all(Array.from({ length: count }, () => startVideoWorker(dataDir, stack)))),
    );
    await untilReady(author, ids);
    return performance.now() - begun;
  } finally {
    for (const worker of workers) await worker.stop();
    await app.stop();
    await removeData(app);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function startVideoWorker(dataDir: string, stack: Stack): Promise<RunningApp> {
  const port = await freePort();
  return startApp({
    dataDir,
    port,
    stack,
    entry: ['dist/worker.js'],
    env: { WORKER_PORT: String(port), NODES: 'one-host', WORK_LANES: 'video', ENCODER_THREADS: '1' },
  });
}

async function untilReady(author: ApiClient, ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await eventually(
      async () => (await author.get<ResourceView>(`resources/${id}`)).body.fullFiles[0]?.state,
      (state) => {
        if (state === 'failed' || state === 'partial') throw new Error(`A film ended ${state}.`);
        return state === 'ready';
      },
      900_000,
    );
}
