import { Injectable } from '@nestjs/common';

/** Asks for what nobody waits for. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Bytes that nobody waits for, such as those of a demo that fills itself: together they take the turns of one person,
 * who is none of those that own them. Known to this process only, until it ends.
 */
@Injectable()
export class Unhurried {
  private readonly hashes = new Set<string>();

  add(sha256: string): void {
    this.hashes.add(sha256);
  }

  has(sha256: string): boolean {
    return this.hashes.has(sha256);
  }
}
