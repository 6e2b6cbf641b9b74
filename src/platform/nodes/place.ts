import { readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { bootId } from '../../kernel/boot-id.js';

/** Where this process runs. */
export interface Place {
  machine: string;
  pidSpace: string;
  pid: number;
  hostName: string;
}

export async function thisPlace(): Promise<Place> {
  const hostName = hostname().slice(0, 255);
  const machine = (await bootId()) ?? hostName.slice(0, 100);
  const namespace = await readlink('/proc/self/ns/pid').catch(() => hostName.slice(0, 60));
  return { machine, pidSpace: `${machine} ${namespace}`.slice(0, 100), pid: process.pid, hostName };
}

/** Whether a process of a place has certainly ended: only told of those whose pids are ours to ask. */
export function hasEnded(here: Place, there: Omit<Place, 'hostName' | 'machine'>): boolean {
  if (there.pidSpace !== here.pidSpace) return false;
  if (there.pid === here.pid) return true;
  try {
    process.kill(there.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
