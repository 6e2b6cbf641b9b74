const WINDOW_MS = 6_000;

/** Bytes a second over the last few seconds. */
export class SpeedMeter {
  private samples: { at: number; bytes: number }[] = [];

  note(at: number, bytes: number): void {
    this.samples.push({ at, bytes });
    this.drop(at);
  }

  /** 0 when nothing moved lately. */
  rate(now: number): number {
    this.drop(now);
    const first = this.samples[0];
    if (!first) return 0;
    const total = this.samples.reduce((sum, s) => sum + s.bytes, 0);
    return total / (Math.max(1000, now - first.at) / 1000);
  }

  private drop(now: number): void {
    this.samples = this.samples.filter((s) => now - s.at <= WINDOW_MS);
  }
}
