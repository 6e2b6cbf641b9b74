import { Injectable } from '@nestjs/common';
import type { OrganizationView } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock, within } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AuthorityService } from './authority.service.js';
import { Duties } from './duties.service.js';
import { OrganizationPresenter } from './presenter.js';
import { StructureRepository, type SchoolLink } from './structure.repository.js';

/** What somebody sees of the organisation: their groups with the schools in them now, their own schools, what they administer. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly database: Database,
    private readonly structure: StructureRepository,
    private readonly authority: AuthorityService,
    private readonly presenter: OrganizationPresenter,
    private readonly duties: Duties,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor): Promise<OrganizationView> {
    const { reader } = this.database;
    const authority = await this.authority.of(actor);
    const links = await this.visibleLinks(actor, authority.groups);
    const schoolIds = new Set([
      ...links.map((l) => l.schoolId),
      ...this.authority.schoolsOf(actor),
      ...authority.schools,
    ]);
    const groups = await this.structure.groups(reader, this.authority.groupsOf(actor));
    const separated = await this.duties.separatedGroups(
      reader,
      groups.map((g) => g.id),
    );
    const schools = await this.structure.schools(reader, [...schoolIds]);
    const departments = await this.structure.departments(reader, { schoolIds: [...schoolIds] });
    return {
      groups: groups.map((g) => ({
        ...g,
        manageable: authority.groups.has(g.id),
        separated: separated.has(g.id),
      })),
      schools: schools.map((s) => this.presenter.school(s, links, authority.schools.has(s.id))),
      departments,
      teams: await this.structure.teams(reader, { schoolIds: [...schoolIds] }),
    };
  }

  /** The links in force to the groups of the actor, and for those who administer a group all of its links. */
  async visibleLinks(actor: Actor, managed: ReadonlySet<Id>): Promise<SchoolLink[]> {
    const groupIds = [...new Set([...this.authority.groupsOf(actor), ...managed])];
    const now = this.clock.now();
    const links = await this.structure.links(this.database.reader, { groupIds });
    return links.filter((l) => managed.has(l.groupId) || within(now, l.from, l.until));
  }
}
