/** One run of a foreign program inside a job directory. */
export interface ToolRun {
  /** absolute path, or a name to be found on the fixed search path */
  command: string;
  args: readonly string[];
  /** the job's private directory: working directory, HOME and TMPDIR; the only place the tool may write */
  directory: string;
  /** wall clock; at the deadline the whole process tree is killed */
  deadlineMs: number;
  /** resident memory of the whole process tree, bytes */
  maxMemoryBytes?: number;
  /** largest file the tool may write, bytes */
  maxFileBytes?: number;
  /** processor time, seconds; by default what the deadline allows on all cores */
  cpuSeconds?: number;
  /** further files and directories the tool may read (its input, its own program files) */
  readOnlyPaths?: readonly string[];
  /** further environment variables; nothing of our own environment is passed on */
  env?: Readonly<Record<string, string>>;
  /** called for every line on standard output as it comes; `stdout` of the result then stays empty */
  onStdoutLine?: (line: string) => void;
  /** how much of standard output is kept, bytes (default 1 MiB); of standard error the last 16 KiB are */
  maxOutputBytes?: number;
  signal?: AbortSignal;
}

export interface ToolResult {
  exitCode: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  wallMs: number;
  /** highest resident size seen, bytes; null where it cannot be observed */
  peakMemoryBytes: number | null;
}

/** What keeps a tool in its place on this machine; for the start log and `lianke doctor`. */
export interface IsolationReport {
  /** namespaces: own file system view, no network, no other processes; guards: limits only; none: a plain child process */
  level: 'namespaces' | 'guards' | 'none';
  guards: readonly { zh: string; en: string }[];
  /** one sentence in both languages for each thing that is missing here, with what it costs */
  missing: readonly { zh: string; en: string }[];
}

/**
 * Runs programs on files that strangers sent. Promises (test/contract/sandbox): a tool gets none of our
 * environment; when `run` settles, no process of it is alive; the deadline, the memory limit and an abort kill the
 * whole tree; a job directory is private and gone afterwards.
 * Errors: {@link ToolTimeout}, {@link ToolOutOfMemory}, {@link ToolFailed} (exit code ≠ 0), {@link ToolMissing}, {@link ToolAborted}.
 */
export abstract class ToolRunner {
  abstract run(run: ToolRun): Promise<ToolResult>;
  /** Makes a private directory (0700), runs the work in it and removes it, whatever happened. */
  abstract withJobDirectory<T>(work: (directory: string) => Promise<T>): Promise<T>;
  /** Removes job directories that a killed process left behind; returns how many. Called at start. */
  abstract sweep(): Promise<number>;
  abstract describe(): Promise<IsolationReport>;
}
