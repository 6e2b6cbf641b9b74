import { Injectable } from '@nestjs/common';
import type { PersonView } from '../../contracts/index.js';
import { Clock } from '../../kernel/clock.js';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccountsService, type AccountPosition } from '../identity/index.js';
import { AuthorityService, type Acting } from './authority.service.js';
import { MembershipsRepository, type Membership } from './memberships.repository.js';
import { OrganizationPresenter } from './presenter.js';
import { covers, type Authority } from './rules.js';
import { StructureRepository } from './structure.repository.js';

export interface PeopleQuery {
  schoolId?: Id;
  groupId?: Id;
  text?: string;
  cursor?: string;
  limit: number;
}

/**
 * The people whom an administrator or security administrator sees: everybody who has, had or will have a membership in
 * what their office covers.
 */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly memberships: MembershipsRepository,
    private readonly structure: StructureRepository,
    private readonly authority: AuthorityService,
    private readonly presenter: OrganizationPresenter,
    private readonly clock: Clock,
  ) {}

  /** By name. A school or group that is not the asker's to administer is not found. */
  async page(by: Acting, query: PeopleQuery): Promise<{ items: PersonView[]; next: string | null }> {
    const authority = await this.offices(by);
    const { schoolIds, groupIds } = await this.scopes(authority, query);
    const ids = await this.memberships.accountsIn(this.database.reader, schoolIds, groupIds);
    const found = await this.accounts.page(ids, {
      text: query.text?.trim() ?? '',
      after: positionOf(query.cursor),
      limit: query.limit + 1,
    });
    const accounts = found.slice(0, query.limit);
    const last = accounts.at(-1);
    const items = await this.presenter.people(
      accounts,
      await this.visible(
        by,
        authority,
        accounts.map((a) => a.id),
      ),
    );
    return { items, next: found.length > query.limit && last ? encodeCursor([last.name, last.id]) : null };
  }

  /** One person as the asker may see them. */
  async view(by: Acting, id: Id): Promise<PersonView> {
    const account = await this.accounts.find(id);
    if (!account) throw notFound();
    const memberships = await this.visible(by, await this.offices(by), [id]);
    return (await this.presenter.people([account], memberships))[0]!;
  }

  private async offices({ actor }: Acting): Promise<Authority> {
    const [administers, secures] = [await this.authority.of(actor), await this.authority.securedBy(actor)];
    return {
      groups: new Set([...administers.groups, ...secures.groups]),
      schools: new Set([...administers.schools, ...secures.schools]),
    };
  }

  private async scopes(
    authority: Authority,
    { schoolId, groupId }: PeopleQuery,
  ): Promise<{ schoolIds: Id[]; groupIds: Id[] }> {
    if (schoolId !== undefined) {
      if (!authority.schools.has(schoolId)) throw notFound();
      return { schoolIds: [schoolId], groupIds: [] };
    }
    if (groupId !== undefined) {
      if (!authority.groups.has(groupId)) throw notFound();
      const links = await this.structure.links(
        this.database.reader,
        { groupIds: [groupId] },
        this.clock.now(),
      );
      return { schoolIds: links.map((l) => l.schoolId), groupIds: [groupId] };
    }
    if (authority.schools.size + authority.groups.size === 0) throw notFound();
    return { schoolIds: [...authority.schools], groupIds: [...authority.groups] };
  }

  /** The memberships of these people, without those in schools and groups that the asker knows nothing of. */
  private async visible(by: Acting, authority: Authority, ids: readonly Id[]): Promise<Membership[]> {
    const { reader } = this.database;
    const groups = new Set([...this.authority.groupsOf(by.actor), ...authority.groups]);
    const links = await this.structure.links(reader, { groupIds: [...groups] });
    const schools = new Set([
      ...links.map((l) => l.schoolId),
      ...this.authority.schoolsOf(by.actor),
      ...authority.schools,
    ]);
    const memberships = await this.memberships.ofAccounts(reader, ids);
    return memberships.filter((m) => covers({ groups, schools }, m));
  }
}

function positionOf(cursor: string | undefined): AccountPosition | null {
  const [name, id] = (cursor === undefined ? null : decodeCursor(cursor, 2)) ?? [];
  return typeof name === 'string' && typeof id === 'string' ? { name, id } : null;
}
