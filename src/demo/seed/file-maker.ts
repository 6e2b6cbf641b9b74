import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MadeFile, MakeRequest } from './making.js';

const SCRIPT = fileURLToPath(new URL('./maker.js', import.meta.url));

interface Waiting {
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Has the demo's files made by a process of its own, started when the first is wanted. */
export class FileMaker {
  private child: ChildProcess | null = null;
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly directory: string,
    private readonly ffmpegPath: string | null,
  ) {}

  /** The bytes of a file. Demo files are small (the largest some megabytes). */
  async bytes(resource: string, index: number): Promise<Buffer> {
    await mkdir(this.directory, { recursive: true });
    const path = join(this.directory, `${resource}-${index}`);
    try {
      await this.make({ resource, index, path, ffmpegPath: this.ffmpegPath });
      return await readFile(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Ends the process and removes what it left. */
  async close(): Promise<void> {
    this.child?.kill();
    this.child = null;
    await rm(this.directory, { recursive: true, force: true });
  }

  private make(request: MakeRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.set(request.path, { resolve, reject });
      this.process().send(request);
    });
  }

  private process(): ChildProcess {
    if (this.child) return this.child;
    const child = fork(SCRIPT, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.on('message', ({ path, error }: MadeFile) => {
      const waiting = this.waiting.get(path);
      this.waiting.delete(path);
      if (error === null) waiting?.resolve();
      else waiting?.reject(new Error(error));
    });
    child.on('exit', () => {
      if (this.child === child) this.child = null;
      for (const { reject } of this.waiting.values())
        reject(new Error('The making of files was interrupted.'));
      this.waiting.clear();
    });
    this.child = child;
    return child;
  }
}
