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
  /** done by this process for itself, whatever others do */
  own: boolean;
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
    this.add({ name, everyMs, work, own: false });
  }

  /** The same for what each process has to do for itself, such as clearing its own disk. */
  everyHere(name: string, everyMs: number, work: ScheduledWork): void {
    this.add({ name, everyMs, work, own: true });
  }

  start(): void {
    this.started = true;
    for (const entry of this.entries.values()) this.sleep(entry, 0);
  }

  /** Looks at the clock now, as after it was set; resolves when what was due is done. */
  async wake(): Promise<void> {
    for (const entry of this.entries.values()) {
      await entry.running;
      clearTimeout(entry.timer);
      await this.run(entry);
    }
  }

  /** Resolves when what runs has ended; its signal fires. */
  async stop(): Promise<void> {
    this.started = false;
    this.stopping.abort(new Error('The process is stopping.'));
    for (const entry of this.entries.values()) clearTimeout(entry.timer);
    await Promise.all([...this.entries.values()].flatMap((entry) => entry.running ?? []));
  }

  private add(entry: Entry): void {
    const { name } = entry;
    if (this.entries.has(name)) throw new Error(`Scheduled work ${name} is registered twice.`);
    this.entries.set(name, entry);
    if (this.started) this.sleep(entry, 0);
  }

  private sleep(entry: Entry, ms: number): void {
    const capped = Math.min(LONGEST_SLEEP_MS, Math.max(0, ms));
    entry.timer = setTimeout(() => void this.run(entry), capped).unref();
  }

  private run(entry: Entry): Promise<void> {
    entry.running = this.look(entry)
      .catch((error: unknown) => {
        this.log.error(`${entry.name} failed: ${String(error)}`);
        return AFTER_ERROR_MS;
      })
      .then((next) => {
        if (this.started) this.sleep(entry, next);
      });
    return entry.running;
  }

  /** Does the work if it is due and the turn is ours; returns ms until the next look. */
  private async look({ name, everyMs, work, own }: Entry): Promise<number> {
    if (own) {
      await work(this.stopping.signal);
      return everyMs;
    }
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
