/** One line of a bench's result. Times in milliseconds; `ratio` is against the baseline measured in the same run. */
export interface BenchCase {
  bench: string;
  case: string;
  ms?: number;
  baselineMs?: number;
  ratio?: number;
  /** what quality.md wants of this case */
  wanted?: string;
  note?: string;
}

/** What every module `x.bench.ts` exports. */
export interface Bench {
  name: string;
  /** Makes what is kept for all runs (films, large installations): minutes, once. `run` makes what is missing. */
  prepare?(size: number | null): Promise<void>;
  /** @param size another size than that of quality.md, in the bench's own unit */
  run(size: number | null): AsyncGenerator<BenchCase>;
}
