import { Logger } from '@nestjs/common';
import type { Database } from '../database/database.port.js';
import { GENESIS, linkHash } from './audit-hash.js';
import type { AuditRepository, AuditSeal } from './audit.repository.js';

export interface SealerOptions {
  /** how long entries may gather before they are sealed together */
  delayMs: number;
  /** how often it looks for entries of other processes, and of its own before a crash */
  pollMs: number;
}

/** Together at most 5 s. */
export const DEFAULT_SEALER: SealerOptions = { delayMs: 1_000, pollMs: 3_000 };

export interface AuditVerdict {
  /** links that were checked */
  sealed: number;
  /** the newest link: kept elsewhere, it shows a later cutting-off of the end */
  head: { seq: number; hash: string } | null;
  /** what does not fit, at most 100; empty = the record is whole */
  faults: { seq: number | null; fault: 'hash' | 'gap' | 'entry_missing' | 'unsealed' | 'cut' }[];
  /** committed entries that no link covers yet: none is older than a few seconds while a process seals */
  unsealed: { count: number; oldestAt: number | null };
}

const BATCH = 500;
const MOST_FAULTS = 100;

/** Chains committed entries by hash. Any number may run: the number of a link is unique, so one of two rivals wins. */
export class AuditSealer {
  private readonly log = new Logger('AuditSealer');
  private poll: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly repository: AuditRepository,
    private readonly options: SealerOptions,
  ) {}

  start(): void {
    this.poll = setInterval(() => this.run(), this.options.pollMs).unref();
    this.run();
  }

  /** Seals what is there, then ends. */
  async stop(): Promise<void> {
    clearInterval(this.poll);
    clearTimeout(this.soon);
    this.poll = undefined;
    this.run();
    await this.running;
  }

  /** Entries have been committed: they are sealed a little later, together with what comes until then. */
  wake(): void {
    if (this.poll === undefined) return;
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.run();
    }, this.options.delayMs).unref();
  }

  /** Seals all committed entries; returns how many. */
  async seal(): Promise<number> {
    let count = 0;
    while (await this.repository.hasPending(this.database.reader)) {
      const sealed = await this.database.transaction(async (tx) => {
        const entries = await this.repository.pending(tx, BATCH);
        if (entries.length === 0) return 0;
        const head = await this.repository.head(tx);
        let seq = head?.seq ?? 0;
        let hash = head?.hash ?? GENESIS;
        const seals: AuditSeal[] = [];
        for (const entry of entries) {
          seq += 1;
          hash = linkHash(seq, hash, entry);
          seals.push({ seq, entryId: entry.id, hash });
        }
        await this.repository.seal(tx, seals);
        return seals.length;
      });
      if (sealed === 0) break;
      count += sealed;
    }
    return count;
  }

  /**
   * Walks the whole chain. `kept` is a link that was written down elsewhere: a record that was cut off, or made anew from
   * before it, does not hold it any more (`cut`).
   */
  async verify(kept: { seq: number; hash: string } | null = null): Promise<AuditVerdict> {
    const faults: AuditVerdict['faults'] = [];
    let seq = 0;
    let hash = GENESIS;
    let sealed = 0;
    let found = kept === null;
    for (;;) {
      const links = await this.repository.chain(this.database.reader, seq, BATCH);
      for (const { seal, entry } of links) {
        const fault =
          seal.seq !== seq + 1
            ? 'gap'
            : entry === null
              ? 'entry_missing'
              : linkHash(seal.seq, hash, entry) !== seal.hash
                ? 'hash'
                : null;
        if (fault && faults.length < MOST_FAULTS) faults.push({ seq: seal.seq, fault });
        // Go on from what is written, so that one fault is reported once.
        ({ seq, hash } = seal);
        if (kept !== null && seq === kept.seq && hash === kept.hash) found = true;
        sealed += 1;
      }
      if (links.length < BATCH) break;
    }
    if ((await this.repository.strays(this.database.reader)) > 0)
      faults.push({ seq: null, fault: 'unsealed' });
    if (!found) faults.push({ seq: kept?.seq ?? null, fault: 'cut' });
    const unsealed = await this.repository.unsealed(this.database.reader);
    return { sealed, head: sealed > 0 ? { seq, hash } : null, faults, unsealed };
  }

  private run(): void {
    this.running ??= this.seal()
      .then(
        () => undefined,
        // A rival that was faster, or a database that is away: the next poll tries again.
        (error: unknown) => this.log.debug(`Sealing put off: ${String(error)}`),
      )
      .finally(() => {
        this.running = null;
      });
  }
}
