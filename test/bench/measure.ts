import { percentile } from './bench.js';

/** Times of `rounds` calls one after the other, in ms, after a warm-up of a tenth. */
export async function times(
  rounds: number,
  call: (round: number) => Promise<unknown> | unknown,
): Promise<number[]> {
  for (let i = 0; i < Math.ceil(rounds / 10); i += 1) await call(i);
  const samples: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const start = performance.now();
    await call(i);
    samples.push(performance.now() - start);
  }
  return samples;
}

/** Calls per second that `clients` loops reach together within `ms`. */
export async function throughput(
  clients: number,
  ms: number,
  call: (n: number) => Promise<unknown>,
): Promise<number> {
  let done = 0;
  const deadline = performance.now() + ms;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < deadline) {
        await call(client);
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - start) / 1_000);
}

export const median = (samples: number[]) => percentile(samples, 0.5);
export const p95 = (samples: number[]) => percentile(samples, 0.95);
