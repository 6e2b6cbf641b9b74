import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Walks of so many steps in a process of its own, as `npm run rights` does: what it printed when program and model
 * disagree, else null. Within Jest each global name is looked up in a context of its own, and the same walk takes twice
 * the time.
 */
export async function walked(steps: number, seed: number): Promise<string | null> {
  const args = [
    '--import',
    './test/support/ts-loader.mjs',
    'test/rights/run.ts',
    String(steps),
    String(seed),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? null : printed;
}
