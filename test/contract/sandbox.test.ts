import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ChildProcessRunner } from '../../src/platform/sandbox/adapters/child-process-runner.js';
import {
  ToolAborted,
  ToolFailed,
  ToolMissing,
  ToolOutOfMemory,
  ToolTimeout,
} from '../../src/platform/sandbox/tool-errors.js';
import { whereAvailable } from '../support/services.js';

const MIB = 1024 * 1024;
const root = await mkdtemp(join(tmpdir(), 'lianke-sandbox-'));
/** What namespaces isolate is looked at only where the kernel allows them: containers often do not. */
const isolating = (await new ChildProcessRunner({ root }).describe()).level === 'namespaces' ? root : null;
afterAll(() => rm(root, { recursive: true, force: true }));

const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));

/** Processes whose command line carries a marker; pids inside a namespace differ from ours. */
async function running(marker: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  return pids.filter((pid) => {
    try {
      return (
        pid !== process.pid && isAlive(pid) && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(marker)
      );
    } catch {
      return false;
    }
  });
}

async function goneSoon(marker: string): Promise<boolean> {
  for (let i = 0; i < 40; i += 1) {
    if ((await running(marker)).length === 0) return true;
    await pause(50);
  }
  return false;
}

describe.each([
  ['with namespaces where they work', true],
  ['with limits only', false],
])('a tool runner %s', (_name, namespaces) => {
  const runner = (): ChildProcessRunner => new ChildProcessRunner({ root, namespaces });
  const shell = (script: string) => ({ command: 'sh', args: ['-c', script], deadlineMs: 20_000 });

  it('returns what the tool printed and how long it took', async () => {
    const tools = runner();
    await tools.withJobDirectory(async (directory) => {
      const result = await tools.run({ ...shell('echo out; echo err >&2'), directory });
      expect(result).toMatchObject({ exitCode: 0, stdout: 'out\n', stderr: 'err\n' });
    });
  });

  it('makes a private directory for each job and removes it, also after a failure', async () => {
    const tools = runner();
    let seen = '';
    const work = tools.withJobDirectory(async (directory) => {
      seen = directory;
      expect((await stat(directory)).mode & 0o777).toBe(0o700);
      await tools.run({ ...shell('mkdir -p a/b && echo x > a/b/c && exit 3'), directory });
    });
    await expect(work).rejects.toBeInstanceOf(ToolFailed);
    expect(existsSync(seen)).toBe(false);
  });

  it('passes nothing of our environment to the tool', async () => {
    process.env['LIANKE_SECRET_FOR_TEST'] = 'hush';
    const tools = runner();
    await tools.withJobDirectory(async (directory) => {
      const { stdout } = await tools.run({ ...shell('env'), directory });
      expect(stdout).not.toContain('hush');
      expect(stdout).toContain(`HOME=${directory}`);
      expect(stdout).toContain(`TMPDIR=${directory}`);
    });
    delete process.env['LIANKE_SECRET_FOR_TEST'];
  });

  it('kills the whole tree at the deadline, also what left the process group', async () => {
    const tools = runner();
    const marker = `98765.${namespaces ? 1 : 2}`;
    const started = Date.now();
    await tools.withJobDirectory(async (directory) => {
      const script = `sleep ${marker} & setsid sleep ${marker} & sleep ${marker}`;
      const run = tools.run({ ...shell(script), directory, deadlineMs: 700 });
      await pause(400);
      expect((await running(`sleep\0${marker}`)).length).toBe(3);
      await expect(run).rejects.toBeInstanceOf(ToolTimeout);
    });
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(await goneSoon(`sleep\0${marker}`)).toBe(true);
  });

  it('leaves no background process behind when the tool ends well', async () => {
    const tools = runner();
    const marker = `87654.${namespaces ? 1 : 2}`;
    await tools.withJobDirectory((directory) =>
      tools.run({ ...shell(`sleep ${marker} & exit 0`), directory }),
    );
    expect(await goneSoon(`sleep\0${marker}`)).toBe(true);
  });

  it('kills the tool when the caller aborts', async () => {
    const tools = runner();
    const abort = new AbortController();
    await tools.withJobDirectory(async (directory) => {
      const run = tools.run({ ...shell('sleep 30'), directory, signal: abort.signal });
      setTimeout(() => abort.abort(), 150);
      await expect(run).rejects.toBeInstanceOf(ToolAborted);
      await expect(tools.run({ ...shell('true'), directory, signal: abort.signal })).rejects.toBeInstanceOf(
        ToolAborted,
      );
    });
  });

  it('kills a tree whose resident memory grows over its limit', async () => {
    const tools = runner();
    await tools.withJobDirectory(async (directory) => {
      const greedy = 'const a=[];setInterval(()=>a.push(Buffer.alloc(8<<20,1)),5)';
      const run = tools.run({
        command: process.execPath,
        args: ['-e', greedy],
        directory,
        deadlineMs: 20_000,
        maxMemoryBytes: 200 * MIB,
      });
      const error: unknown = await run.catch((e: unknown) => e);
      expect(error).toBeInstanceOf(ToolOutOfMemory);
      expect((error as ToolOutOfMemory).result?.peakMemoryBytes).toBeLessThan(1000 * MIB);
    });
  });

  it('limits the size of a file and the processor time', async () => {
    const tools = runner();
    await tools.withJobDirectory(async (directory) => {
      const big = tools.run({ ...shell('head -c 9000000 /dev/zero > big'), directory, maxFileBytes: MIB });
      await expect(big).rejects.toBeInstanceOf(ToolFailed);
      expect((await stat(join(directory, 'big'))).size).toBeLessThanOrEqual(MIB);
      const busy = tools.run({ ...shell('while :; do :; done'), directory, cpuSeconds: 1 });
      await expect(busy).rejects.toBeInstanceOf(ToolTimeout);
    });
  });

  it('says that a program is missing', async () => {
    const tools = runner();
    await tools.withJobDirectory(async (directory) => {
      const run = { args: [], directory, deadlineMs: 5_000 };
      await expect(tools.run({ ...run, command: 'no-such-tool-here' })).rejects.toBeInstanceOf(ToolMissing);
      await expect(tools.run({ ...run, command: '/no/such/tool' })).rejects.toBeInstanceOf(ToolMissing);
    });
  });

  it('hands over lines as they come, and stops the tool when the listener throws', async () => {
    const tools = runner();
    await tools.withJobDirectory(async (directory) => {
      const lines: string[] = [];
      await tools.run({
        ...shell('printf "一\\n二\\r\\nend"'),
        directory,
        onStdoutLine: (l) => lines.push(l),
      });
      expect(lines).toEqual(['一', '二', 'end']);
      const stop = tools.run({
        ...shell('echo now; sleep 30'),
        directory,
        onStdoutLine: () => {
          throw new RangeError('enough');
        },
      });
      await expect(stop).rejects.toBeInstanceOf(RangeError);
    });
  });

  it('keeps only the beginning of what a chatty tool prints', async () => {
    const tools = runner();
    await tools.withJobDirectory(async (directory) => {
      const { stdout } = await tools.run({
        ...shell('head -c 5000000 /dev/zero | tr "\\0" x'),
        directory,
        maxOutputBytes: 1000,
      });
      expect(stdout).toHaveLength(1000);
    });
  });

  it('describes the isolation in force', async () => {
    const report = await runner().describe();
    expect(report.guards.length).toBeGreaterThan(2);
    if (!namespaces) expect(report.missing.map(({ en }) => en).join()).toContain('bubblewrap');
  });
});

whereAvailable('Namespaces', 'bubblewrap that works here', isolating, () => {
  it('cut off the network, other jobs and our own files', async () => {
    const tools = new ChildProcessRunner({ root });
    let hits = 0;
    const canary = createServer((_, response) => {
      hits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const { port } = canary.address() as AddressInfo;
    try {
      await tools.withJobDirectory(async (other) => {
        await writeFile(join(other, 'secret'), 'planted');
        await tools.withJobDirectory(async (directory) => {
          const script = `
            const fs = require('node:fs');
            const seen = [${JSON.stringify(join(other, 'secret'))}, ${JSON.stringify(import.meta.filename)}, '/etc/shadow', '/proc/${process.pid}/environ']
              .filter((path) => fs.existsSync(path));
            const status = fs.readFileSync('/proc/self/status', 'utf8');
            require('node:http').get('http://127.0.0.1:${port}/').on('error', (e) =>
              console.log(JSON.stringify({ seen, net: e.code, nnp: /NoNewPrivs:\\s+1/.test(status), caps: /CapEff:\\s+0+\\n/.test(status) })));`;
          const { stdout } = await tools.run({
            command: process.execPath,
            args: ['-e', script],
            directory,
            deadlineMs: 10_000,
          });
          expect(JSON.parse(stdout)).toEqual({ seen: [], net: 'ECONNREFUSED', nnp: true, caps: true });
        });
      });
      expect(hits).toBe(0);
    } finally {
      canary.close();
    }
  });
});

describe('job directories', () => {
  it('left behind by a process that is gone are swept; those in use stay', async () => {
    const tools = new ChildProcessRunner({ root });
    await tools.withJobDirectory(async (directory) => {
      const stale = await mkdtemp(join(root, 'job-999999999-'));
      expect(await tools.sweep()).toBe(1);
      expect(existsSync(stale)).toBe(false);
      expect(existsSync(directory)).toBe(true);
    });
  });
});
