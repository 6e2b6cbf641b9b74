import { Injectable } from '@nestjs/common';
import { LICENCES, type ShareLinkView } from '../../contracts/index.js';
import { Clock, within } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { AccessService } from '../access/index.js';
import { ActorService } from '../organization/index.js';
import { mayLeaveGroup, ResourceSources, windowOf, type ResourceSource } from '../resources/index.js';
import type { ShareLink } from './links.repository.js';

/** Where a link leads now. */
export interface Led {
  link: ShareLink;
  source: ResourceSource;
  right: 'view' | 'download';
}

/** Whether links still lead where they did: asked at every request, nothing is remembered. */
@Injectable()
export class LinkJudge {
  constructor(
    private readonly sources: ResourceSources,
    private readonly access: AccessService,
    private readonly actors: ActorService,
    private readonly clock: Clock,
  ) {}

  /**
   * How links of one resource stand, for those who made them. `used_up` says that nobody new may open it: those who
   * have may go on.
   */
  async states(resourceId: Id, links: readonly ShareLink[]): Promise<ShareLinkView['state'][]> {
    const [source] = await this.sources.read([resourceId]);
    const makers = new Map<Id, boolean>();
    for (const { madeBy } of links) makers.set(madeBy, await this.mayShare(madeBy, resourceId));
    const now = this.clock.now();
    return links.map((link) => {
      if (link.revokedAt !== null) return 'revoked';
      if (link.expiresAt <= now) return 'expired';
      if (!source || !makers.get(link.madeBy) || !this.isOut(source)) return 'not_allowed';
      return link.maxVisits !== null && link.visits >= link.maxVisits ? 'used_up' : 'open';
    });
  }

  /** Throws `link_ended` when a link leads nowhere (any more, or yet). */
  async follow(link: ShareLink): Promise<Led> {
    const [source] = await this.sources.read([link.resourceId]);
    const ended = link.revokedAt !== null || link.expiresAt <= this.clock.now();
    if (ended || !source || !this.isOut(source) || !(await this.mayShare(link.madeBy, link.resourceId)))
      throw new AppError('link_ended');
    const { audience, licence } = source.record;
    const whole = link.right === 'download' && !audience?.previewOnly && LICENCES[licence].download;
    return { link, source, right: whole ? 'download' : 'view' };
  }

  /** Throws where no link to the resource may be made: `state_conflict`, `link_consent_required` or `link_licence_forbids`. */
  async requireShareable(resourceId: Id): Promise<void> {
    const [source] = await this.sources.read([resourceId]);
    if (!source || source.record.state !== 'published' || source.record.trashedAt !== null)
      throw new AppError('state_conflict');
    const { pupils, consentRef, licence } = source.record;
    if (mayLeaveGroup(source.record)) return;
    if (pupils && consentRef === null) throw new AppError('link_consent_required');
    throw new AppError('link_licence_forbids', { licence });
  }

  /** Whether a resource may be seen by people outside the group now. */
  private isOut({ record }: ResourceSource): boolean {
    const { visibleFrom, visibleUntil } = windowOf(record);
    return (
      record.state === 'published' &&
      record.trashedAt === null &&
      within(this.clock.now(), visibleFrom, visibleUntil) &&
      mayLeaveGroup(record)
    );
  }

  /** Whether the maker of a link still has the right to share. */
  private async mayShare(userId: Id, resourceId: Id): Promise<boolean> {
    try {
      const actor = await this.actors.load(userId, userId);
      return (await this.access.allowed(actor, 'manage', 'resource', [resourceId])).has(resourceId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return false;
      throw error;
    }
  }
}
