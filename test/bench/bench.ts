/** One line of a bench's result. Times in milliseconds; `ratio` is against the baseline measured in the same run. */
export interface BenchCase {
  bench: string;
  case: string;
  ms?: number;
  baselineMs?: number;
  ratio?: number;
  note?: string;
}

/** What every module `x.bench.ts` exports. */
export interface Bench {
  name: string;
  run(): AsyncGenerator<BenchCase>;
}

/** The value below which the given share of the samples lies. */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
