import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { FairGate } from './fair-gate.js';
import { passwordText } from './normalise.js';

/** argon2id as OWASP's Password Storage Cheat Sheet asks at least: 19 MiB, two passes, one lane. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const CURRENT = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

/** What may be done while holding a turn. */
export interface Argon {
  hash(password: string): Promise<string>;
  /** Compares; with no hash (no such account) it takes the same time and says no. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/**
 * The only place that runs argon2. Two at a time: a wave of logins costs 38 MiB and leaves threads for everything
 * else; who waits is served in turn by lane (an address).
 */
@Injectable()
export class PasswordHasher {
  private readonly gate = new FairGate({ concurrency: 2, perLane: 200, total: 1_000 });
  private dummy: Promise<string> | null = null;
  private readonly argon: Argon = {
    hash: (password) => hash(passwordText(password), COST),
    verify: async (known, password) => {
      const against = known ?? (await (this.dummy ??= hash('nobody has this password', COST)));
      const right = await verify(against, passwordText(password)).catch(() => false);
      return right && known !== null;
    },
  };

  /** Runs `work` when it is the lane's turn; throws `too_many_requests` when too many wait already. */
  turn<T>(lane: string, work: (argon: Argon) => Promise<T>): Promise<T> {
    return this.gate.run(lane, () => work(this.argon));
  }

  /** Hashes in the caller's turn. */
  hash(password: string, lane = 'administration'): Promise<string> {
    return this.turn(lane, (argon) => argon.hash(password));
  }

  /** Whether a hash was made with other costs than today's. */
  isOutdated(known: string): boolean {
    return !known.startsWith(CURRENT);
  }

  /** Makes the hash that unknown names are compared with, so that the first of them is not slower. */
  async warmUp(): Promise<void> {
    await (this.dummy ??= hash('nobody has this password', COST));
  }
}
