import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A TypeScript file of the tests running in a process of its own. */
export interface Child {
  process: ChildProcess;
  /** Resolves when the child has printed this line; rejects when it ends before. */
  said(line: string): Promise<void>;
  /** Resolves with the exit code, or null when it was killed. */
  ended: Promise<number | null>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts `file` (from the root of the project) with JSON arguments; what it prints besides lines waited for is shown when it fails. */
export function startChild(file: string, argument: unknown): Child {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'reflect-metadata',
      '--import',
      './test/support/ts-loader.mjs',
      file,
      JSON.stringify(argument),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const printed: string[] = [];
  const waiting = new Map<string, () => void>();
  const hear = (line: string): void => {
    printed.push(line);
    waiting.get(line)?.();
  };
  createInterface({ input: child.stdout }).on('line', hear);
  createInterface({ input: child.stderr }).on('line', (line) => printed.push(line));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    process: child,
    ended,
    said: (line) =>
      new Promise((resolve, reject) => {
        if (printed.includes(line)) return resolve();
        waiting.set(line, resolve);
        void ended.then((code) => reject(new Error(`${file} ended with ${code}:\n${printed.join('\n')}`)));
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
