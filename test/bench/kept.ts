import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A directory below the system's temporary one that outlives the run: what takes minutes to make and is the same each
 * time. `make` fills it; when it is cut short, the next run begins anew. Removing `lianke-bench` there is always safe.
 */
export async function kept(name: string, make: (directory: string) => Promise<void>): Promise<string> {
  const root = join(tmpdir(), 'lianke-bench');
  const directory = join(root, name);
  if (existsSync(directory)) return directory;
  const draft = `${directory}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  console.error(`making ${directory} …`);
  const started = performance.now();
  await make(draft);
  renameSync(draft, directory);
  console.error(`made in ${Math.round((performance.now() - started) / 1_000)} s`);
  return directory;
}
