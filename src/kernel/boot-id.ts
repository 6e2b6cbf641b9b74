import { readFile } from 'node:fs/promises';

/** The id of this start of the machine, or null where the system (any but Linux) has none. Containers of one machine share it. */
export async function bootId(): Promise<string | null> {
  const text = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return /^[0-9a-f-]{36}$/.exec(text.trim())?.[0] ?? null;
}
