import { Injectable } from '@nestjs/common';
import { RequestBudget } from '../../http/index.js';
import { Clock, HOUR, MINUTE, type Instant } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import { newId, type Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/database.port.js';
import { newToken, sha256, type Client } from '../identity/index.js';
import { LinkJudge, type Led } from './link-judge.js';
import { linkEvent } from './link-event.js';
import { LinkPasswords } from './link-passwords.js';
import { LinksRepository } from './links.repository.js';

/** How long a browser may go on without opening the link once more. */
const VISIT_MS = 12 * HOUR;

/** Where a link leads for somebody who opened it at `since`. */
export interface Resumed extends Led {
  visitId: Id;
  since: Instant;
}

/** People without an account at a link: opening it, with a password where it has one, and going on after that. */
@Injectable()
export class Visits {
  constructor(
    private readonly database: Database,
    private readonly links: LinksRepository,
    private readonly judge: LinkJudge,
    private readonly passwords: LinkPasswords,
    private readonly audit: AuditLog,
    private readonly budget: RequestBudget,
    private readonly clock: Clock,
  ) {}

  /** The link of a token, if it leads anywhere. Throws not_found for no link, `link_ended`. */
  async arrive(token: string): Promise<Led> {
    const link = await this.links.byToken(this.database.reader, sha256(token));
    if (!link) throw notFound();
    return this.judge.follow(link);
  }

  /** Where the link leads, for a browser that has opened it. Throws `link_password` for one that has not. */
  async resume(token: string, visitToken: string | undefined): Promise<Resumed> {
    const led = await this.arrive(token);
    const visit =
      visitToken === undefined ? null : await this.links.visit(this.database.reader, sha256(visitToken));
    if (visit?.linkId !== led.link.id || visit.expiresAt <= this.clock.now())
      throw new AppError('link_password', { needed: led.link.passwordHash === null ? 0 : 1 });
    return { ...led, visitId: visit.id, since: visit.createdAt };
  }

  /** The same for a signed address, which names link and visit by their ids. Throws `link_ended`, also for no link. */
  async resumeById(linkId: Id, visitId: Id): Promise<Resumed> {
    const q = this.database.reader;
    const [link, visit] = [await this.links.byId(q, linkId), await this.links.visitById(q, visitId)];
    if (!link || visit?.linkId !== linkId || visit.expiresAt <= this.clock.now())
      throw new AppError('link_ended');
    return { ...(await this.judge.follow(link)), visitId, since: visit.createdAt };
  }

  /**
   * Opens a link: one more visitor. Throws `link_password` without the right password (`too_many_requests` after a few
   * wrong ones), `link_ended` when so many have opened it as may.
   */
  async open(
    token: string,
    password: string | undefined,
    client: Client,
  ): Promise<{ led: Led; visitToken: string; expiresAt: Instant }> {
    const led = await this.arrive(token);
    await this.passwords.require(led.link, password, client);
    const now = this.clock.now();
    const visitToken = newToken();
    const expiresAt = Math.min(led.link.expiresAt, now + VISIT_MS);
    const opened = await this.database.transaction(async (tx) => {
      await this.budget.spend(tx, 'visit', client.ip);
      const link = await this.links.lock(tx, led.link.id);
      if (!link || link.revokedAt !== null) return false;
      const full = link.maxVisits !== null && link.visits >= link.maxVisits;
      await this.links.insertEvent(tx, linkEvent(link, full ? 'refused' : 'opened', client, now));
      if (full) return false;
      await this.links.save(tx, { id: link.id, visits: link.visits + 1 });
      await this.links.forgetVisits(tx, now);
      await this.links.insertVisit(tx, {
        id: newId(now),
        linkId: link.id,
        tokenHash: sha256(visitToken),
        createdAt: now,
        expiresAt,
      });
      await this.audit.record(tx, this.entry(led, 'link.open', client));
      return true;
    });
    if (!opened) throw new AppError('link_ended');
    return { led, visitToken, expiresAt };
  }

  /**
   * Notes the download of an original; again within a minute it is the same one. `more`: of a further part, noted only
   * where none was in this visit.
   */
  async noteDownload(led: Resumed, fileName: string, client: Client, more: boolean): Promise<void> {
    const event = { ...linkEvent(led.link, 'downloaded', client, this.clock.now()), fileName };
    const since = more ? led.since : Math.max(led.since, this.clock.now() - MINUTE);
    if (await this.links.noted(this.database.reader, event, since)) return;
    await this.database.transaction(async (tx) => {
      await this.links.insertEvent(tx, event);
      await this.audit.record(tx, this.entry(led, 'link.download', client, { fileName }));
    });
  }

  private entry({ link, source }: Led, action: string, { ip }: Client, detail: object = {}) {
    return {
      actorId: null,
      schoolId: source.record.schoolId,
      action,
      objectType: 'resource',
      objectId: link.resourceId,
      result: 'ok' as const,
      ip,
      detail: { link: link.id, ...detail },
    };
  }
}
