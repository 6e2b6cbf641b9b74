import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface RunOptions {
  env: Record<string, string>;
  input?: string;
  /** stops reading what it prints after the first piece, as `head` does */
  readsLittle?: true;
}

/** Runs the built `lianke` command to its end. */
export const lianke = (args: string[], options: RunOptions): Promise<Ran> =>
  runBuilt(['dist/cli.js', ...args], options);

/** Runs a script of the build to its end. */
export async function runBuilt(args: string[], options: RunOptions): Promise<Ran> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...options.env },
  });
  const ran = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    ran.stdout += chunk.toString();
    if (options.readsLittle) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => (ran.stderr += chunk.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...ran };
}
