import { readdirSync, readFileSync } from 'node:fs';

function childrenOf(pid: number): number[] {
  const children: number[] = [];
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const list = readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').trim();
      if (list !== '') children.push(...list.split(' ').map(Number));
    }
  } catch {
    // the process ended while it was looked at
  }
  return children;
}

/** A process and all its descendants, also those in sessions and pid namespaces of their own. Linux only; else just the process. */
export function processTree(root: number): number[] {
  const seen = new Set<number>([root]);
  for (const pid of seen) for (const child of childrenOf(pid)) seen.add(child);
  return [...seen];
}

/**
 * Resident bytes that belong to a process alone or to its shared memory (RssAnon + RssShmem of
 * /proc/PID/status, proc(5)); pages of mapped files are left out because the kernel can drop them.
 */
function residentBytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    let kib = 0;
    for (const match of status.matchAll(/^(?:RssAnon|RssShmem):\s+(\d+) kB/gm)) kib += Number(match[1]);
    return kib * 1024;
  } catch {
    return 0;
  }
}

/** Resident memory of a whole process tree, bytes. */
export function treeMemory(root: number): number {
  return processTree(root).reduce((sum, pid) => sum + residentBytes(pid), 0);
}

/** Kills a tree with SIGKILL: the process group, and every descendant that left it. */
export function killTree(root: number): void {
  const pids = processTree(root);
  for (const target of [-root, ...pids]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // already gone
    }
  }
}
