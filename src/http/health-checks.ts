import { Injectable } from '@nestjs/common';

/** What readiness depends on; rooms add their own check at start. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, () => Promise<void>>();

  /** Adds a check: resolves when well, throws when not. */
  add(name: string, check: () => Promise<void>): void {
    this.checks.set(name, check);
  }

  /** Each check's answer: `ok`, or `failed` (the reason goes to the log, not to strangers). */
  async run(): Promise<Record<string, string>> {
    const entries = await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        try {
          await check();
          return [name, 'ok'] as const;
        } catch {
          return [name, 'failed'] as const;
        }
      }),
    );
    return Object.fromEntries(entries);
  }
}
