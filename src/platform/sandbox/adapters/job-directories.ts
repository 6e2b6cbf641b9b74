import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '../../../kernel/clock.js';

const NAME = /^job-(\d+)-/;

/** Private directories below one root; their names carry the pid of the process that made them. */
export class JobDirectories {
  private readonly mine = new Set<string>();
  constructor(readonly root: string) {}

  async prepare(): Promise<void> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
  }

  async with<T>(work: (directory: string) => Promise<T>): Promise<T> {
    await this.prepare();
    const directory = await mkdtemp(join(this.root, `job-${process.pid}-`));
    this.mine.add(directory);
    try {
      await chmod(directory, 0o700);
      return await work(directory);
    } finally {
      await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
      this.mine.delete(directory);
    }
  }

  /** Removes what earlier processes left: their pid is gone, or is ours (containers start with the same one), or a day has passed. */
  async sweep(): Promise<number> {
    await this.prepare();
    let removed = 0;
    for (const name of await readdir(this.root)) {
      const pid = Number(NAME.exec(name)?.[1] ?? 0);
      const directory = join(this.root, name);
      if (pid === 0 || this.mine.has(directory)) continue;
      if (pid !== process.pid && isAlive(pid) && !(await isOld(directory))) continue;
      await rm(directory, { recursive: true, force: true });
      removed += 1;
    }
    return removed;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isOld(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  return info !== null && Date.now() - info.mtimeMs > DAY;
}
