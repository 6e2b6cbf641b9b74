import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/database.port.js';
import { LoginGuard, PasswordHasher, type Client } from '../identity/index.js';
import { linkEvent } from './link-event.js';
import { LinksRepository, type ShareLink } from './links.repository.js';

/** Passwords of links, guessed at by people without an account. */
@Injectable()
export class LinkPasswords {
  constructor(
    private readonly database: Database,
    private readonly links: LinksRepository,
    private readonly guard: LoginGuard,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /** Throws `link_password` unless it is the right one, where the link has one; `too_many_requests` after many wrong ones. */
  async require(link: ShareLink, password: string | undefined, client: Client): Promise<void> {
    if (link.passwordHash === null) return;
    if (password === undefined) throw new AppError('link_password', { needed: 1 });
    const now = this.clock.now();
    const keys = [
      { kind: 'link', id: `pair:link:${link.id}:${client.ip}`.slice(0, 120) },
      { kind: 'account', id: `account:link:${link.id}` },
    ] as const;
    await this.guard.requireOpen(this.database.reader, keys, now);
    await this.database.transaction((tx) => this.guard.charge(tx, keys, now));
    const right = await this.hasher.turn(client.ip, (argon) => argon.verify(link.passwordHash, password));
    await this.database.transaction(async (tx) => {
      if (right) await this.guard.settle(tx, keys, now);
      else await this.links.insertEvent(tx, linkEvent(link, 'wrong_password', client, this.clock.now()));
    });
    if (!right) throw new AppError('link_password', { needed: 1, wrong: 1 });
  }
}
