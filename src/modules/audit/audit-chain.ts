import { Injectable } from '@nestjs/common';
import type { AuditStanding } from '../../contracts/index.js';
import { Clock, SECOND } from '../../kernel/clock.js';
import { AuditReader, AuditSealer } from '../../platform/audit/index.js';

type Verdict = NonNullable<AuditStanding['verified']>;

/** A walk through the whole record is not begun again so soon after the last one. */
const ANEW_AFTER_MS = 10 * SECOND;

/** The state of the chain, for those who read the whole record. The last walk of this process is remembered. */
@Injectable()
export class AuditChain {
  private last: Verdict | null = null;
  private walking: Promise<Verdict> | null = null;

  constructor(
    private readonly reader: AuditReader,
    private readonly sealer: AuditSealer,
    private readonly clock: Clock,
  ) {}

  async standing(): Promise<AuditStanding> {
    const { head, unsealed } = await this.reader.standing();
    return {
      head,
      unsealed: { count: unsealed.count, oldestAt: isoOrNull(unsealed.oldestAt) },
      verified: this.last,
    };
  }

  /** Walks the whole chain; whoever asks meanwhile gets the same walk. */
  async verify(): Promise<AuditStanding> {
    const fresh = this.last !== null && this.clock.now() - Date.parse(this.last.at) < ANEW_AFTER_MS;
    if (!fresh) {
      this.walking ??= this.walk().finally(() => {
        this.walking = null;
      });
      this.last = await this.walking;
    }
    return this.standing();
  }

  private async walk(): Promise<Verdict> {
    const { head, sealed, faults } = await this.sealer.verify();
    return { at: new Date(this.clock.now()).toISOString(), seq: head?.seq ?? 0, links: sealed, faults };
  }
}

const isoOrNull = (at: number | null) => (at === null ? null : new Date(at).toISOString());
