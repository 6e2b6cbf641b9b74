import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../kernel/clock.js';
import { Database } from '../../platform/database/database.port.js';
import { ContentKeysRepository, type ContentKey } from './content-keys.repository.js';

/** How long a key signs; it is kept twice as long, far beyond the life of anything it has signed. */
const SIGNS_MS = DAY;

/** The secrets behind addresses on the content origin: in the database, so that every process has the same. */
@Injectable()
export class ContentKeys {
  private signing: ContentKey | null = null;
  private readonly known = new Map<string, ContentKey>();
  private making: Promise<ContentKey> | null = null;

  constructor(
    private readonly database: Database,
    private readonly repository: ContentKeysRepository,
    private readonly clock: Clock,
  ) {}

  /** The key to sign with now. */
  async current(): Promise<ContentKey> {
    if (this.signing && this.signs(this.signing)) return this.signing;
    const newest = await this.repository.newest(this.database.reader);
    if (!newest || !this.signs(newest)) {
      this.making ??= this.make().finally(() => (this.making = null));
      return (this.signing = await this.making);
    }
    return (this.signing = newest);
  }

  /** The key of an id, of another process too; null when there is none, or none any more. */
  async find(id: string): Promise<ContentKey | null> {
    const known = this.known.get(id) ?? (await this.repository.find(this.database.reader, id));
    if (!known || this.clock.now() - known.createdAt >= 2 * SIGNS_MS) {
      this.known.delete(id);
      return null;
    }
    this.known.set(id, known);
    return known;
  }

  private signs({ createdAt }: ContentKey): boolean {
    return this.clock.now() - createdAt < SIGNS_MS;
  }

  private make(): Promise<ContentKey> {
    return this.database.transaction(async (tx) => {
      const other = await this.repository.newest(tx);
      if (other && this.signs(other)) return other;
      const createdAt = this.clock.now();
      const key = { id: randomBytes(6).toString('hex'), secret: randomBytes(32).toString('hex'), createdAt };
      await this.repository.removeBefore(tx, createdAt - 2 * SIGNS_MS);
      await this.repository.add(tx, key);
      return key;
    });
  }
}
