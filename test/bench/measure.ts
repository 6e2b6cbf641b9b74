/** The value below which the given share of the samples lies. */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export const median = (samples: number[]) => percentile(samples, 0.5);
export const p95 = (samples: number[]) => percentile(samples, 0.95);

/** How long it took, ms. */
export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * Times of `rounds` calls of each, in ms, after as many to warm up (a server that has just started runs code that is not
 * compiled yet). The calls take turns, so that a busy moment of the machine meets all of them.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  calls: Record<Name, (round: number) => Promise<unknown> | unknown>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(calls) as Name[];
  const samples = Object.fromEntries(names.map((n): [Name, number[]] => [n, []])) as Record<Name, number[]>;
  for (let round = -rounds; round < rounds; round += 1) {
    for (const name of names) {
      const ms = await timed(() => calls[name](Math.abs(round)));
      if (round >= 0) samples[name].push(ms);
    }
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
  const start = performance.now();
  const deadline = start + ms;
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
