import { execFile } from 'node:child_process';
import { lstat, readlink } from 'node:fs/promises';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import type { IsolationReport, ToolRun } from '../sandbox.port.js';

const execute = promisify(execFile);

/** Programs are looked for here; our own PATH is not passed on. */
export const SEARCH_PATH = '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:/opt/homebrew/bin';

/** System directories a tool may read; what is not there is skipped. Of /etc only what fonts and the loader need. */
const SYSTEM_PATHS = [
  '/usr',
  '/opt',
  '/nix/store',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/alternatives',
  '/etc/fonts',
  '/etc/libreoffice',
  '/etc/localtime',
  '/var/cache/fontconfig',
] as const;

/** What every tool has, wherever it runs. */
const PLAIN_GUARDS = [
  { zh: '单独的目录', en: 'private directory' },
  { zh: '空的环境变量', en: 'empty environment' },
];

export interface Isolation {
  report: IsolationReport;
  /** The command line that runs `run` under everything this machine offers. */
  wrap(run: ToolRun): { command: string; args: string[] };
}

async function works(command: string, args: string[]): Promise<boolean> {
  try {
    await execute(command, args, { timeout: 5_000, env: { PATH: SEARCH_PATH } });
    return true;
  } catch {
    return false;
  }
}

/** /bin, /lib … are links into /usr on newer systems and directories on older ones. */
async function topLevelBinds(): Promise<string[]> {
  const args: string[] = [];
  for (const path of ['/bin', '/sbin', '/lib', '/lib64']) {
    const stat = await lstat(path).catch(() => null);
    if (stat?.isSymbolicLink()) args.push('--symlink', await readlink(path), path);
    else if (stat) args.push('--ro-bind', path, path);
  }
  return args;
}

async function bubblewrapArgs(): Promise<string[]> {
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--hostname', 'sandbox'],
    ...SYSTEM_PATHS.flatMap((path) => ['--ro-bind-try', path, path]),
    ...(await topLevelBinds()),
    ...['--proc', '/proc', '--dev', '/dev', '--dir', '/tmp'],
  ];
}

function limits(run: ToolRun): string[] {
  const cpu = run.cpuSeconds ?? Math.ceil((run.deadlineMs / 1000) * cpus().length) + 1;
  const args = ['--core=0', `--cpu=${cpu}:${cpu + 2}`];
  if (run.maxFileBytes !== undefined) args.push(`--fsize=${run.maxFileBytes}`);
  return args;
}

/** Finds out, once per process and in a job directory, which isolation works here. `namespaces: false` leaves bubblewrap out (for tests and odd hosts). */
export async function probeIsolation(
  directory: string,
  options: { namespaces: boolean },
): Promise<Isolation> {
  if (process.platform === 'win32') return plainIsolation();
  const [prlimit, setpriv, nice] = await Promise.all([
    works('prlimit', ['--core=0', 'true']),
    works('setpriv', ['--no-new-privs', '--pdeathsig', 'KILL', 'true']),
    works('nice', ['-n', '5', 'true']),
  ]);
  const base = await bubblewrapArgs();
  const namespaces = options.namespaces && (await bubblewrapWorks(base, directory));

  const guards = [
    ...PLAIN_GUARDS,
    { zh: '超时即结束整个进程组', en: 'process group killed at the deadline' },
  ];
  const missing: { zh: string; en: string }[] = [];
  if (namespaces)
    guards.push({
      zh: 'bubblewrap：没有网络，只见自己的文件，看不到其他进程',
      en: 'bubblewrap: no network, own file system view, no other processes',
    });
  else
    missing.push({
      zh: '没有 bubblewrap，或这里不允许使用：工具只受资源限制，可能访问网络；转换文档时会屏蔽远程链接。',
      en: 'bubblewrap is not installed or not allowed here: tools run with limits only and could reach the network; documents are converted with remote links blocked.',
    });
  if (process.platform === 'linux') guards.push({ zh: '监视内存', en: 'memory watchdog' });
  else
    missing.push({
      zh: '这个系统无法监视内存：恶意文件可能占用大量内存。',
      en: 'Resident memory cannot be watched on this system: a hostile file may use much memory.',
    });
  if (prlimit) guards.push({ zh: '限制处理器时间和文件大小', en: 'limits on processor time and file size' });
  else
    missing.push({
      zh: '没有 prlimit：不限制工具的处理器时间和文件大小。',
      en: 'prlimit is missing: processor time and file sizes of tools are not limited.',
    });
  if (setpriv) guards.push({ zh: '不得提升权限', en: 'no new privileges' });
  if (nice) guards.push({ zh: '低优先级', en: 'low priority' });

  return {
    report: { level: namespaces ? 'namespaces' : 'guards', guards, missing },
    wrap(run) {
      const line: string[] = [];
      if (nice) line.push('nice', '-n', '5');
      if (prlimit) line.push('prlimit', ...limits(run), '--');
      if (setpriv) line.push('setpriv', '--no-new-privs', '--pdeathsig', 'KILL', '--');
      if (namespaces) {
        const readable = (run.readOnlyPaths ?? []).flatMap((path) => ['--ro-bind', path, path]);
        if (run.command.startsWith('/')) readable.push('--ro-bind-try', run.command, run.command);
        line.push('bwrap', ...base, '--bind', run.directory, run.directory, ...readable);
        line.push('--chdir', run.directory, '--');
      }
      line.push(run.command, ...run.args);
      return { command: line[0]!, args: line.slice(1) };
    },
  };
}

function bubblewrapWorks(base: string[], directory: string): Promise<boolean> {
  const bind = ['--bind', directory, directory, '--chdir', directory];
  return works('setpriv', ['--no-new-privs', '--', 'bwrap', ...base, ...bind, '--', 'true']);
}

function plainIsolation(): Isolation {
  return {
    report: {
      level: 'none',
      guards: [...PLAIN_GUARDS, { zh: '限时', en: 'deadline' }],
      missing: [
        {
          zh: '这个系统没有隔离手段：工具作为普通子进程运行，仅供试用。',
          en: 'This system offers no isolation: tools run as plain child processes. Use it for trying out only.',
        },
      ],
    },
    wrap: (run) => ({ command: run.command, args: [...run.args] }),
  };
}
