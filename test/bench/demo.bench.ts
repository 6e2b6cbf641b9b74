import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import type { BenchCase } from './bench.js';

export const name = 'demo';

const ROOT = resolve(import.meta.dirname, '../..');
const PATIENCE_MS = 300_000;

/** The two commands of a stranger, in a folder with the files of the project and nothing else. */
export async function* run(): AsyncGenerator<BenchCase> {
  const folder = mkdtempSync(join(tmpdir(), 'lianke-stranger-'));
  try {
    for (const path of await tracked()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      cpSync(join(ROOT, path), join(folder, path));
    }
    const installed = performance.now();
    await ended(spawn('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' }));
    yield {
      bench: name,
      case: 'npm ci',
      ms: performance.now() - installed,
      wanted: '≤ 60,000 ms',
      note: 'what npm keeps on this machine is used',
    };
    yield {
      bench: name,
      case: 'npm run demo → the page answers',
      ms: await demo(folder),
      wanted: '≤ 60,000 ms',
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the command to the first answer of the page, the build included. */
async function demo(folder: string): Promise<number> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn' };
  const began = performance.now();
  const child = spawn('npm', ['run', 'demo'], { cwd: folder, env, stdio: 'ignore', detached: true });
  try {
    while (performance.now() - began < PATIENCE_MS && child.exitCode === null) {
      const answer = await fetch(`http://localhost:${port}/`).catch(() => null);
      if (answer?.ok) return performance.now() - began;
      await pause(100);
    }
    throw new Error(`The demo did not answer within ${PATIENCE_MS} ms.`);
  } finally {
    // npm hands signals on to nobody: its whole group is meant
    if (child.exitCode === null) {
      process.kill(-child.pid!, 'SIGTERM');
      await once(child, 'exit');
      await pause(5_000);
    }
  }
}

async function tracked(): Promise<string[]> {
  const child = spawn('git', ['ls-files', '-z'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8').split('\0').filter(Boolean);
}

async function ended(child: ReturnType<typeof spawn>): Promise<void> {
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`npm ci ended with ${code}.`);
}
