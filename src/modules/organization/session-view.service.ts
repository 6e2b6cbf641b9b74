import { Injectable } from '@nestjs/common';
import type { RoleKey, SessionView } from '../../contracts/index.js';
import { AppError } from '../../kernel/errors.js';
import { Clock, within } from '../../kernel/clock.js';
import { Database } from '../../platform/database/database.port.js';
import { SessionsService } from '../identity/index.js';
import { ActorService } from './actor.service.js';
import { AuthorityService } from './authority.service.js';
import { MembershipsRepository } from './memberships.repository.js';
import { iso, OrganizationPresenter } from './presenter.js';
import { homeSchoolOf } from './rules.js';

/** What the client is told about the signed-in person. */
@Injectable()
export class SessionViews {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsService,
    private readonly actors: ActorService,
    private readonly authority: AuthorityService,
    private readonly memberships: MembershipsRepository,
    private readonly presenter: OrganizationPresenter,
    private readonly clock: Clock,
  ) {}

  /** Throws `unauthenticated` for a token that is no valid session's. */
  async of(token: string | undefined): Promise<SessionView> {
    const session = await this.sessions.find(token);
    if (!session) throw new AppError('unauthenticated');
    const { id, loginName, name, mustChangePassword, locale } = session.account;
    const actor = await this.actors.ofSession(session);
    const authority = await this.authority.of(actor);
    const secured = await this.authority.securedBy(actor);
    const now = this.clock.now();
    const held = await this.memberships.ofAccounts(this.database.reader, [id]);
    return {
      user: { id, loginName, name, mustChangePassword, locale },
      memberships: await this.presenter.memberships(held.filter((m) => within(now, m.from, m.until))),
      roles: [...new Set(actor.memberships.map((m) => m.role as RoleKey))],
      abilities: {
        manageGroups: [...authority.groups],
        manageSchools: [...authority.schools],
        catalogueSchools: actor.principals.filter((p) => p.startsWith('m:')).map((p) => p.slice(2)),
        secureGroups: [...secured.groups],
        secureSchools: [...secured.schools],
      },
      homeSchoolId: homeSchoolOf(actor.memberships),
      schools: await this.presenter.ownSchools(actor.memberships),
      expiresAt: iso(this.sessions.endOf(session)),
    };
  }
}
