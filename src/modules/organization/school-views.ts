import { Injectable } from '@nestjs/common';
import type { SchoolView } from '../../contracts/index.js';
import { Clock, within } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable } from '../../platform/database/database.port.js';
import { AuthorityService, type Acting } from './authority.service.js';
import { OrganizationPresenter } from './presenter.js';
import { StructureRepository } from './structure.repository.js';

/** A school as its administrators are shown it after a change. */
@Injectable()
export class SchoolViews {
  constructor(
    private readonly structure: StructureRepository,
    private readonly authority: AuthorityService,
    private readonly presenter: OrganizationPresenter,
    private readonly clock: Clock,
  ) {}

  /** With all links to groups that they administer, and to their other groups those in force. Throws not_found. */
  async of(q: Queryable, by: Acting, id: Id): Promise<SchoolView> {
    const [school] = await this.structure.schools(q, [id]);
    if (!school) throw notFound();
    const authority = await this.authority.of(by.actor, q);
    const own = new Set(this.authority.groupsOf(by.actor));
    const now = this.clock.now();
    const links = (await this.structure.links(q, { schoolIds: [id] })).filter(
      (l) => authority.groups.has(l.groupId) || (own.has(l.groupId) && within(now, l.from, l.until)),
    );
    return this.presenter.school(school, links, authority.schools.has(id));
  }
}
