/** ms: who has not answered by then counts as failed */
const PATIENCE_MS = 3_000;

interface Check {
  run: () => Promise<unknown>;
  vital: boolean;
}

/** What readiness depends on; rooms add their own check at start. */
export class HealthChecks {
  private readonly checks = new Map<string, Check>();

  constructor(private readonly patienceMs: number = PATIENCE_MS) {}

  /** Adds a check: resolves when well, throws when not. Without one that is not `vital` the process can still do most of its work. */
  add(name: string, run: () => Promise<unknown>, { vital = true } = {}): void {
    this.checks.set(name, { run, vital });
  }

  /** What this process does not use is not asked. */
  remove(name: string): void {
    this.checks.delete(name);
  }

  /** Whether the process can do its work, and each check's answer: `ok`, or `failed` (the reason is not for strangers). */
  async run(): Promise<{ ready: boolean; checks: Record<string, string> }> {
    const answers = await Promise.all(
      [...this.checks].map(async ([name, { run, vital }]) => {
        const ok = await this.inTime(run).catch(() => false);
        return { name, ok, vital };
      }),
    );
    return {
      ready: answers.every(({ ok, vital }) => ok || !vital),
      checks: Object.fromEntries(answers.map(({ name, ok }) => [name, ok ? 'ok' : 'failed'])),
    };
  }

  private async inTime(run: () => Promise<unknown>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), this.patienceMs);
    });
    try {
      return await Promise.race([run().then(() => true), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
