import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable } from '../../platform/database/database.port.js';
import { AuthorityService, type Acting } from './authority.service.js';
import { isAdministrative, requireGiver } from './duties.js';
import { MembershipsRepository, type Membership } from './memberships.repository.js';
import { covers, mayAdministerAccount, notOver } from './rules.js';
import { StructureRepository } from './structure.repository.js';

type Place = Pick<Membership, 'scope' | 'scopeId' | 'schoolId'>;

/** Holds acts of administration against the policy of `duties.ts`. */
@Injectable()
export class Duties {
  constructor(
    private readonly authority: AuthorityService,
    private readonly memberships: MembershipsRepository,
    private readonly structure: StructureRepository,
    private readonly clock: Clock,
  ) {}

  /** Throws not_found unless the asker administers the place. */
  async requireAdministered(q: Queryable, by: Acting, place: Place): Promise<void> {
    if (!covers(await this.authority.of(by.actor, q), place)) throw notFound();
  }

  /** Throws not_found for places that the asker's offices do not cover, and what {@link requireGiver} throws. */
  async requireGiver(q: Queryable, by: Acting, given: Place & Pick<Membership, 'role'>): Promise<void> {
    const [administers, secures] = await this.offices(q, by);
    if (!covers(administers, given) && !covers(secures, given)) throw notFound();
    requireGiver({ administers, secures, separated: await this.isSeparated(q, [given]) }, given);
  }

  /** Whether the asker's offices cover one of these memberships. */
  async sees(q: Queryable, by: Acting, held: readonly Membership[]): Promise<boolean> {
    const offices = await this.offices(q, by);
    return held.some((m) => offices.some((office) => covers(office, m)));
  }

  /**
   * For acts on an account: name, standing, password, sessions. Whoever could sign in as an administrator has their
   * powers, so that where duties are separated the security administrator looks after those accounts, and no others.
   * Throws `role_by_security_admin`, `role_by_administrator`, or `forbidden` for people who hold more elsewhere.
   */
  async requireAccount(q: Queryable, by: Acting, held: readonly Membership[]): Promise<void> {
    const [administers, secures] = await this.offices(q, by);
    const offices = notOver(held, this.clock.now()).filter(isAdministrative);
    if (await this.isSeparated(q, offices)) {
      if (offices.every((m) => covers(secures, m))) return;
      throw new AppError('role_by_security_admin');
    }
    if (mayAdministerAccount(administers, held, this.clock.now())) return;
    throw new AppError(held.some((m) => covers(secures, m)) ? 'role_by_administrator' : 'forbidden');
  }

  /** Those of the groups that have a security administrator now. */
  async separatedGroups(q: Queryable, groupIds: readonly Id[]): Promise<Set<Id>> {
    const held = await this.memberships.inForce(q, groupIds, 'security_admin', this.clock.now());
    return new Set(held.map((m) => m.scopeId));
  }

  /** Whether one of the places is, or lies in, a group with a security administrator. */
  private async isSeparated(q: Queryable, places: readonly Place[]): Promise<boolean> {
    const groupIds = new Set(places.filter((p) => p.scope === 'group').map((p) => p.scopeId));
    const schoolIds = [...new Set(places.flatMap((p) => p.schoolId ?? []))];
    for (const link of await this.structure.links(q, { schoolIds }, this.clock.now()))
      groupIds.add(link.groupId);
    return (await this.separatedGroups(q, [...groupIds])).size > 0;
  }

  private offices(q: Queryable, { actor }: Acting) {
    return Promise.all([this.authority.of(actor, q), this.authority.securedBy(actor, q)]);
  }
}
