import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp } from '../support/app.js';
import type { Stack } from '../support/stack.js';
import type { BenchCase } from './bench.js';
import { largeInstallation } from './large-installation.js';
import { median } from './measure.js';

export const name = 'start';

const COUNT = 100_000;
const ROUNDS = 5;
const IDLE_MS = 10_000;

export async function prepare(): Promise<void> {
  await largeInstallation(COUNT, { indexed: true });
}

/** From starting the process to ready, with 100 k resources in place and indexed, and what it keeps in memory when idle. */
export async function* run(): AsyncGenerator<BenchCase> {
  const { dataDir } = await largeInstallation(COUNT, { indexed: true });
  const { ms, idleBytes } = await starts(dataDir);
  yield {
    bench: name,
    case: 'process start → ready, 100 k resources',
    ms: median(ms),
    wanted: '≤ 2,500 ms',
    note: `median of ${ROUNDS}`,
  };
  yield {
    bench: name,
    case: 'memory when idle, 100 k resources',
    wanted: '≤ 250 MB',
    note: `${Math.round(idleBytes / 1e6)} MB`,
  };
}

/** The times of five starts, ms, and what the last process kept in memory after some idle seconds. */
export async function starts(dataDir: string, stack?: Stack): Promise<{ ms: number[]; idleBytes: number }> {
  const ms: number[] = [];
  let idleBytes = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const started = performance.now();
    const app = await startApp({ dataDir, ...(stack && { stack }) });
    ms.push(performance.now() - started);
    if (round === ROUNDS) {
      await sleep(IDLE_MS);
      const status = readFileSync(`/proc/${app.process.pid}/status`, 'utf8');
      idleBytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
    }
    await app.stop();
  }
  return { ms, idleBytes };
}
