import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { createLinkInput } from '../../contracts/index.js';
import { Clock } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import { newId, type Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import type { Authorized } from '../access/index.js';
import { newToken, PasswordHasher, sha256 } from '../identity/index.js';
import { ResourceSources } from '../resources/index.js';
import { LinkJudge } from './link-judge.js';
import { LinksRepository, type ShareLink } from './links.repository.js';

type Right = Authorized<'resource', 'manage'>;

/** Making links and taking them back. */
@Injectable()
export class ShareLinks {
  constructor(
    private readonly database: Database,
    private readonly links: LinksRepository,
    private readonly judge: LinkJudge,
    private readonly sources: ResourceSources,
    private readonly hasher: PasswordHasher,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a link and gives its token, which is known at this moment only. Throws `interval_invalid` for an end that has
   * passed, and what `LinkJudge.requireShareable` throws.
   */
  async create(right: Right, input: z.output<typeof createLinkInput>): Promise<{ id: Id; token: string }> {
    const now = this.clock.now();
    const expiresAt = Date.parse(input.expiresAt);
    if (expiresAt <= now) throw new AppError('interval_invalid');
    await this.judge.requireShareable(right.id);
    const token = newToken();
    const link: ShareLink = {
      id: newId(now),
      tokenHash: sha256(token),
      resourceId: right.id,
      madeBy: right.actorId,
      right: input.right,
      label: input.label ?? null,
      passwordHash:
        input.password === undefined ? null : await this.hasher.hash(input.password, right.actorId),
      maxVisits: input.maxVisits ?? null,
      visits: 0,
      expiresAt,
      revokedAt: null,
      createdAt: now,
    };
    await this.database.transaction(async (tx) => {
      await this.links.insert(tx, link);
      const { right: given, maxVisits, passwordHash } = link;
      const detail = { link: link.id, right: given, expiresAt, maxVisits, password: passwordHash !== null };
      await this.record(tx, right, 'resource.link', detail);
    });
    return { id: link.id, token };
  }

  /** Takes a link back: the next request of whoever has it is refused. Twice is no error. */
  async revoke(right: Right, linkId: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      const link = await this.links.lock(tx, linkId);
      if (link?.resourceId !== right.id) throw notFound();
      if (link.revokedAt !== null) return;
      await this.links.save(tx, { id: linkId, revokedAt: this.clock.now() });
      await this.record(tx, right, 'resource.unlink', { link: linkId });
    });
  }

  private async record(tx: Tx, right: Right, action: string, detail: Record<string, unknown>): Promise<void> {
    const [source] = await this.sources.read([right.id]);
    await this.audit.record(tx, {
      actorId: right.actorId,
      schoolId: source?.record.schoolId ?? null,
      action,
      objectType: 'resource',
      objectId: right.id,
      result: 'ok',
      ip: null,
      detail,
    });
  }
}
