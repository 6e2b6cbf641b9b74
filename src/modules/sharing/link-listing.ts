import { Injectable } from '@nestjs/common';
import type { LinkEvent, ShareLinkView } from '../../contracts/index.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import type { Authorized } from '../access/index.js';
import { Directory } from '../organization/index.js';
import { LinkJudge } from './link-judge.js';
import { LinksRepository } from './links.repository.js';

const LOG_LENGTH = 200;
const iso = (instant: number) => new Date(instant).toISOString();

/** The links of a resource and what happened at them, for whoever manages it. */
@Injectable()
export class LinkListing {
  constructor(
    private readonly database: Database,
    private readonly links: LinksRepository,
    private readonly judge: LinkJudge,
    private readonly directory: Directory,
  ) {}

  async list({ id }: Authorized<'resource', 'manage'>): Promise<ShareLinkView[]> {
    const q = this.database.reader;
    const links = await this.links.of(q, id);
    const states = await this.judge.states(id, links);
    const { people } = await this.directory.names(q, { userIds: links.map((link) => link.madeBy) });
    return links.map((link, i) => ({
      id: link.id,
      right: link.right === 'download' ? 'download' : 'view',
      label: link.label,
      expiresAt: iso(link.expiresAt),
      hasPassword: link.passwordHash !== null,
      maxVisits: link.maxVisits,
      visits: link.visits,
      createdAt: iso(link.createdAt),
      madeBy: { id: link.madeBy, name: people.get(link.madeBy) ?? '' },
      revokedAt: link.revokedAt === null ? null : iso(link.revokedAt),
      state: states[i]!,
    }));
  }

  /** Newest first; not found for a link of another resource. */
  async log({ id }: Authorized<'resource', 'manage'>, linkId: Id): Promise<LinkEvent[]> {
    const q = this.database.reader;
    if (!(await this.links.of(q, id)).some((link) => link.id === linkId)) throw notFound();
    return (await this.links.events(q, linkId, LOG_LENGTH)).map(({ at, what, ip, userAgent, fileName }) => ({
      at: iso(at),
      what: what as LinkEvent['what'],
      ip,
      userAgent,
      fileName,
    }));
  }
}
