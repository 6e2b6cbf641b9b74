import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.js';
import { testStack, type Grown } from './services.js';
import { provideStack, type Stack } from './stack.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** A started program: the real one, from the build, in a process of its own. */
export interface RunningApp {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** what it stands on */
  stack: Stack;
  /** everything it has printed */
  output: () => string;
  /** Ends it with SIGTERM and waits. */
  stop: () => Promise<void>;
  /** Ends it with SIGKILL, as a crash would. */
  kill: () => Promise<void>;
  /** Starts it again on the same data and port. */
  restart: () => Promise<RunningApp>;
}

/**
 * Starts the built program on a free port and waits until it is ready. A new installation stands on fresh services of
 * `stack` (what LIANKE_TEST_STACK says, unless given); one whose `dataDir` is given is embedded, unless given a stack.
 */
export async function startApp(
  options: {
    dataDir?: string;
    port?: number;
    stack?: readonly Grown[] | Stack;
    env?: Record<string, string>;
    entry?: string[];
    /** for a command that does its work and ends: waits for a good end instead of for readiness */
    untilExit?: boolean;
  } = {},
): Promise<RunningApp> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'lianke-test-'));
  const port = options.port ?? (await freePort());
  const url = `http://localhost:${port}`;
  const wanted = options.stack ?? (options.dataDir === undefined ? testStack : []);
  const stack = 'env' in wanted ? wanted : await provideStack(wanted);
  const child = spawn(process.execPath, options.entry ?? ['dist/main.js'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      ...stack.env,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await exited;
    }
  };
  if (options.untilExit) {
    const [code] = (await exited) as [number | null];
    if (code !== 0) throw new Error(`The command ended with ${code}:\n${printed}`);
  } else {
    await untilReady(url, child, () => printed);
  }
  return {
    url,
    dataDir,
    process: child,
    stack,
    output: () => printed,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: () => startApp({ ...options, dataDir, port, stack }),
  };
}

async function untilReady(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The program ended at start:\n${printed()}`);
    const response = await fetch(`${url}/health/ready`).catch(() => null);
    if (response?.ok) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`The program was not ready after 120 s:\n${printed()}`);
}

/** Removes what a test's program left behind, its services included. */
export async function removeData(app: RunningApp): Promise<void> {
  rmSync(app.dataDir, { recursive: true, force: true });
  await app.stack.drop();
}
