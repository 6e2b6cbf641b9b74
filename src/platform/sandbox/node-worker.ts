import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ToolRun, ToolRunner } from './sandbox.port.js';
import { ToolFailed } from './tool-errors.js';

export interface NodeWorkerRun extends Omit<ToolRun, 'command' | 'args' | 'onStdoutLine'> {
  /** absolute path of a built script (see {@link workerEntry}) */
  script: string;
  /** passed to the script as JSON */
  input: unknown;
  /** called for every JSON message the script prints with `send` (worker-side.ts) */
  onMessage: (message: unknown) => void;
}

/**
 * Where a worker script of ours lies. Node 20 does not load TypeScript, so beside a `.ts` file (tests) the built
 * script under dist/ is meant: build first.
 * @param metaUrl `import.meta.url` of the caller
 * @param name the script's path relative to the caller, ending in `.js`
 */
export function workerEntry(metaUrl: string, name: string): string {
  const path = join(dirname(fileURLToPath(metaUrl)), name);
  return metaUrl.endsWith('.ts') ? path.replace(`${packageRoot()}/src/`, `${packageRoot()}/dist/`) : path;
}

/** The directory with package.json, node_modules and dist. */
export function packageRoot(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '../../..');
}

/** Runs a script of ours in a Node process of its own, so that a hostile file takes down nothing but that process. */
export async function runNodeWorker(runner: ToolRunner, run: NodeWorkerRun): Promise<void> {
  const { script, input, onMessage, ...rest } = run;
  const root = packageRoot();
  const program = ['package.json', 'node_modules', 'dist'].map((name) => join(root, name));
  let ended = false;
  const result = await runner.run({
    ...rest,
    command: process.execPath,
    args: ['--no-warnings', script, JSON.stringify(input)],
    readOnlyPaths: [...program, ...(run.readOnlyPaths ?? [])],
    onStdoutLine: (line) => {
      if (!line.startsWith('{')) return;
      const message: unknown = JSON.parse(line);
      if (isEnd(message)) ended = true;
      else onMessage(message);
    },
  });
  if (!ended) throw new ToolFailed(script, 'the worker ended without its last word', result);
}

function isEnd(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'end' in message;
}
