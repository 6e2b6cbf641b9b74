import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { IsolationReport, ToolResult, ToolRun } from '../sandbox.port.js';
import { ToolRunner } from '../sandbox.port.js';
import type { ToolError } from '../tool-errors.js';
import { ToolAborted, ToolFailed, ToolMissing, ToolOutOfMemory, ToolTimeout } from '../tool-errors.js';
import type { Isolation } from './isolation.js';
import { probeIsolation, SEARCH_PATH } from './isolation.js';
import { JobDirectories } from './job-directories.js';
import { eachLine, keepHead, keepTail } from './output.js';
import { killTree, treeMemory } from './process-tree.js';

const WATCH_EVERY_MS = 100;
const KEPT_STDERR = 16 * 1024;
const KEPT_STDOUT = 1024 * 1024;
/** What a shell reports for SIGXCPU and what the hard limit's SIGKILL becomes behind a wrapper. */
const CPU_EXIT_CODES = new Set([128 + 24]);

export interface RunnerOptions {
  /** job directories are made below this one */
  root: string;
  /** false leaves bubblewrap out even where it works */
  namespaces?: boolean;
}

type KillReason = 'timeout' | 'memory' | 'abort' | 'callback';

/** Runs tools as child processes in a process group of their own, under the isolation that this machine offers. */
export class ChildProcessRunner extends ToolRunner {
  private readonly directories: JobDirectories;
  private isolation: Promise<Isolation> | null = null;

  constructor(private readonly options: RunnerOptions) {
    super();
    this.directories = new JobDirectories(options.root);
  }

  withJobDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
    return this.directories.with(work);
  }

  sweep(): Promise<number> {
    return this.directories.sweep();
  }

  async describe(): Promise<IsolationReport> {
    return (await this.probe()).report;
  }

  async run(run: ToolRun): Promise<ToolResult> {
    const { wrap } = await this.probe();
    if (run.signal?.aborted) throw new ToolAborted(run.command, 'aborted before it started', null);
    const line = wrap(run);
    const started = performance.now();
    const child = spawn(line.command, line.args, {
      cwd: run.directory,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      env: environment(run),
    });
    return new ToolWatch(child, run, started).finished();
  }

  private probe(): Promise<Isolation> {
    const namespaces = this.options.namespaces ?? true;
    this.isolation ??= this.directories.with((directory) => probeIsolation(directory, { namespaces }));
    return this.isolation;
  }
}

function environment(run: ToolRun): Record<string, string> {
  return {
    PATH: SEARCH_PATH,
    HOME: run.directory,
    TMPDIR: run.directory,
    LANG: 'C.UTF-8',
    ...(process.platform === 'win32' ? { SystemRoot: 'C:\\Windows', TEMP: run.directory } : {}),
    ...run.env,
  };
}

/** Stands beside one running tool: limits, output, and the sentence about how it ended. */
class ToolWatch {
  private killed: KillReason | null = null;
  private callbackError: unknown = null;
  private peak: number | null = null;
  private readonly stdout: () => string;
  private readonly stderr: () => string;

  constructor(
    private readonly child: ChildProcess,
    private readonly run: ToolRun,
    private readonly started: number,
  ) {
    const out = child.stdout!;
    if (run.onStdoutLine) {
      eachLine(out, run.onStdoutLine, (error) => {
        this.callbackError = error;
        this.kill('callback');
      });
      this.stdout = () => '';
    } else this.stdout = keepHead(out, run.maxOutputBytes ?? KEPT_STDOUT);
    this.stderr = keepTail(child.stderr!, KEPT_STDERR);
  }

  async finished(): Promise<ToolResult> {
    const { child, run } = this;
    const deadline = setTimeout(() => this.kill('timeout'), run.deadlineMs);
    const watch = setInterval(() => this.look(), WATCH_EVERY_MS);
    const onAbort = (): void => this.kill('abort');
    run.signal?.addEventListener('abort', onAbort, { once: true });
    this.look();
    try {
      const [exitCode, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
        child.once('error', reject);
        // What the tool left running in its group must neither live on nor hold the pipes open.
        child.once('exit', () => this.reap());
        child.once('close', (code, sig) => resolve([code, sig]));
      });
      return this.judge(exitCode, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall?.startsWith('spawn'))
        throw new ToolMissing(run.command, `${run.command} cannot be started`, null, { cause: error });
      throw error;
    } finally {
      clearTimeout(deadline);
      clearInterval(watch);
      run.signal?.removeEventListener('abort', onAbort);
    }
  }

  private look(): void {
    const pid = this.child.pid;
    if (pid === undefined || process.platform !== 'linux') return;
    const bytes = treeMemory(pid);
    this.peak = Math.max(this.peak ?? 0, bytes);
    if (this.run.maxMemoryBytes !== undefined && bytes > this.run.maxMemoryBytes) this.kill('memory');
  }

  private kill(reason: KillReason): void {
    if (this.killed !== null) return;
    this.killed = reason;
    this.reap();
  }

  private reap(): void {
    if (process.platform === 'win32') this.child.kill('SIGKILL');
    else if (this.child.pid !== undefined) killTree(this.child.pid);
  }

  private judge(exitCode: number | null, signal: string | null): ToolResult {
    const { run } = this;
    const result: ToolResult = {
      exitCode,
      signal,
      stdout: this.stdout(),
      stderr: this.stderr(),
      wallMs: performance.now() - this.started,
      peakMemoryBytes: this.peak,
    };
    const error = this.errorOf(result, run);
    if (this.killed === 'callback') throw this.callbackError;
    if (error) throw error;
    return result;
  }

  private errorOf(result: ToolResult, run: ToolRun): ToolError | null {
    const name = run.command;
    if (this.killed === 'timeout')
      return new ToolTimeout(name, `${name} took longer than ${run.deadlineMs} ms`, result);
    if (this.killed === 'memory')
      return new ToolOutOfMemory(name, `${name} used more than ${run.maxMemoryBytes} bytes`, result);
    if (this.killed === 'abort') return new ToolAborted(name, `${name} was aborted`, result);
    if (result.signal === 'SIGXCPU' || CPU_EXIT_CODES.has(result.exitCode ?? 0))
      return new ToolTimeout(name, `${name} used more processor time than allowed`, result);
    if (isMissing(result)) return new ToolMissing(name, `${name} is not installed`, result);
    if (result.exitCode !== 0)
      return new ToolFailed(name, `${name} ended with ${result.signal ?? result.exitCode}`, result);
    return null;
  }
}

/** The wrappers (nice, prlimit, setpriv, bwrap) report a program that is not there in their own words. */
function isMissing(result: ToolResult): boolean {
  if (result.exitCode === 127 || result.exitCode === 126) return true;
  return result.exitCode === 1 && /^bwrap: execvp .*: No such file/m.test(result.stderr);
}
