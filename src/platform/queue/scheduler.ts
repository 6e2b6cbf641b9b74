import { Logger } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { Database } from '../database/database.port.js';
import type { GroupCommit } from './group-commit.js';
import { ScheduleRepository } from './schedule.repository.js';

/** Scheduled work; it is repeated, so a turn that a crash cut short is made up for by the next. */
export type ScheduledWork = (signal: AbortSignal) => Promise<void>;

interface Entry {
  name: string;
  everyMs: number;
  work: ScheduledWork;
  timer?: NodeJS.Timeout;
  running?: Promise<void>;
}

/** setTimeout's limit, and at least one look a day */
const LONGEST_SLEEP_MS = 86_400_000;
const AFTER_ERROR_MS = 30_000;

/** Runs work every so often, once in the whole installation however many processes live; the first time at once. */
export class Scheduler {
  private readonly log = new Logger('Scheduler');
  private readonly repository = new ScheduleRepository();
  private readonly entries = new Map<string, Entry>();
  private readonly stopping = new AbortController();
  private started = false;

  constructor(
    private readonly database: Database,
    private readonly commits: GroupCommit,
    private readonly clock: Clock,
  ) {}

  /** @throws Error when the name (at most 100 characters) is taken */
  every(name: string, everyMs: number, work: ScheduledWork): void {
    if (this.entries.has(name)) throw new Error(`Scheduled work ${name} is registered twice.`);
    const entry: Entry = { name, everyMs, work };
    this.entries.set(name, entry);
    if (this.started) this.sleep(entry, 0);
  }

  start(): void {
    this.started = true;
    for (const entry of this.entries.values()) this.sleep(entry, 0);
  }

  /** Resolves when what runs has ended; its signal fires. */
  async stop(): Promise<void> {
    this.started = false;
    this.stopping.abort(new Error('The process is stopping.'));
    for (const entry of this.entries.values()) clearTimeout(entry.timer);
    await Promise.all([...this.entries.values()].flatMap((entry) => entry.running ?? []));
  }

  private sleep(entry: Entry, ms: number): void {
    entry.timer = setTimeout(
      () => {
        entry.running = this.look(entry)
          .catch((error: unknown) => {
            this.log.error(`${entry.name} failed: ${String(error)}`);
            return AFTER_ERROR_MS;
          })
          .then((next) => {
            if (this.started) this.sleep(entry, next);
          });
      },
      Math.min(LONGEST_SLEEP_MS, Math.max(0, ms)),
    ).unref();
  }

  /** Does the work if it is due and the turn is ours; returns ms until the next look. */
  private async look({ name, everyMs, work }: Entry): Promise<number> {
    const now = this.clock.now();
    let due = await this.repository.due(this.database.reader, name);
    if (due === null) {
      await this.commits.run((tx) => this.repository.add(tx, name, now));
      due = now;
    }
    if (due > now) return due - now;
    const next = now + everyMs;
    if (await this.commits.run((tx) => this.repository.take(tx, name, now, next))) {
      await work(this.stopping.signal);
    }
    return next - this.clock.now();
  }
}
