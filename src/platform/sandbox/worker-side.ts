import { writeSync } from 'node:fs';

/** The input a worker script was started with. */
export function workerInput<T>(): T {
  return JSON.parse(process.argv[2] ?? 'null') as T;
}

/** Sends one JSON message to the parent, at once and in order. */
export function send(message: object): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      // A full pipe: the parent reads on, we try again.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

/** Runs a worker script's main function and tells the parent that it came to its end. */
export async function workerMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
    send({ end: true });
    process.exit(0);
  } catch (error) {
    process.stderr.write(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  }
}
