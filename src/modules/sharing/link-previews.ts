import { Injectable } from '@nestjs/common';
import { LICENCES, type LicenceKey, type LinkPreview } from '../../contracts/index.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessHolders, principal } from '../access/index.js';
import { Addressees, AuthorityService, Directory, type Acting } from '../organization/index.js';
import { ResourceSources } from '../resources/index.js';

/** One school, one group, and the rest of it as far as nothing else ties the two. */
interface Sides {
  schoolId: Id;
  groupId: Id;
  /** the other schools of the group that are tied to the school by this group only */
  others: Id[];
  /** the other groups of the school */
  elsewhere: Id[];
  schoolKeys: string[];
  otherKeys: string[];
}

/**
 * What happens when a school leaves a group or joins it, in numbers, for both sides to see beforehand. It counts what
 * would be so if it happened now.
 */
@Injectable()
export class LinkPreviews {
  constructor(
    private readonly database: Database,
    private readonly authority: AuthorityService,
    private readonly directory: Directory,
    private readonly addressees: Addressees,
    private readonly holders: AccessHolders,
    private readonly sources: ResourceSources,
  ) {}

  /**
   * For administrators of the school or of the group when the two are linked, or will be; else for those who administer
   * both and so could link them. Throws not_found for others.
   */
  async of(by: Acting, schoolId: Id, groupId: Id): Promise<LinkPreview> {
    const q = this.database.reader;
    const { schools, groups } = await this.authority.of(by.actor);
    const mine = [schools.has(schoolId), groups.has(groupId)];
    const linked = (await this.directory.linkStands(q, schoolId, groupId)) === 'stands';
    if (!(linked ? mine.some(Boolean) : mine.every(Boolean))) throw notFound();
    const leaving = (await this.directory.groupsOfSchool(q, schoolId)).includes(groupId);
    const sides = await this.sides(schoolId, groupId);
    const names = await this.directory.names(q, { schoolIds: [schoolId], groupIds: [groupId] });
    const people = await this.people(sides);
    const received = await this.received(sides);
    return {
      kind: leaving ? 'leaving' : 'joining',
      school: { id: schoolId, name: names.schools.get(schoolId)?.name ?? '', people: people.school },
      group: {
        id: groupId,
        name: names.groups.get(groupId) ?? '',
        otherPeople: people.others,
        otherSchools: sides.others.length,
      },
      shared: leaving ? await this.shared(sides) : await this.reopening(sides),
      received,
      grants: leaving ? await this.grants(sides) : 0,
    };
  }

  private async sides(schoolId: Id, groupId: Id): Promise<Sides> {
    const q = this.database.reader;
    const elsewhere = (await this.directory.groupsOfSchool(q, schoolId)).filter((id) => id !== groupId);
    const tied = new Set<Id>();
    for (const id of elsewhere)
      for (const other of await this.directory.schoolsOfGroup(q, id)) tied.add(other);
    const others = (await this.directory.schoolsOfGroup(q, groupId)).filter(
      (id) => id !== schoolId && !tied.has(id),
    );
    const [schoolKeys, otherKeys] = [await this.keysOf([schoolId]), await this.keysOf(others)];
    return { schoolId, groupId, others, elsewhere, schoolKeys, otherKeys };
  }

  /** Under which keys schools, what lies in them and their people are named. */
  private async keysOf(schoolIds: readonly Id[]): Promise<string[]> {
    const q = this.database.reader;
    const departments = await this.directory.departmentsOfSchools(q, schoolIds);
    const teams = await this.directory.teamsOfSchools(q, schoolIds);
    const schools = schoolIds.map((id) => principal.school(id));
    const people = (await this.addressees.holders(q, schools)).map(({ userId, principal: key }) =>
      principal.userInSchool(userId, key.slice(2)),
    );
    return [
      ...schools,
      ...departments.map(({ id }) => principal.department(id)),
      ...teams.map(({ id }) => principal.team(id)),
      ...new Set(people),
    ];
  }

  private async people({ schoolId, groupId }: Sides): Promise<{ school: number; others: number }> {
    const q = this.database.reader;
    const own = await this.addressees.holders(q, [principal.school(schoolId)]);
    const all = await this.addressees.holders(q, [principal.group(groupId)]);
    const others = all.filter((one) => one.membership?.schoolId !== schoolId);
    const count = (list: { userId: Id }[]) => new Set(list.map((one) => one.userId)).size;
    return { school: count(own), others: count(others) };
  }

  /** What the school shows to the others, by licence. */
  private async shared({ schoolId, groupId, otherKeys }: Sides): Promise<LinkPreview['shared']> {
    const keys = [principal.group(groupId), ...otherKeys];
    const ids = await this.holders.shownTo('resource', 'audience', keys, ownedBy(schoolId));
    return counted(await this.sources.licences(ids), (licence) => LICENCES[licence].survivesExit);
  }

  /** What was shown to the group when the school was in it, and is again. */
  private async reopening({ schoolId, groupId }: Sides): Promise<LinkPreview['shared']> {
    const ids = await this.sources.namingGroup(schoolId, groupId);
    return counted(await this.sources.licences(ids), (licence) => REACHING.has(LICENCES[licence].reach));
  }

  /** What the group shows to the school's people: how much of it hangs on this link, and how much does not. */
  private async received(sides: Sides): Promise<LinkPreview['received']> {
    const { schoolId, groupId, elsewhere, others, schoolKeys } = sides;
    const foreign = notOwnedBy(schoolId);
    const shown = (keys: string[], among: Among) => this.holders.shownTo('resource', 'audience', keys, among);
    const byGroup = await shown([principal.group(groupId)], foreign);
    const byName = others.length > 0 ? await shown(schoolKeys, ownedByOneOf(others)) : new Set<Id>();
    const lasting = await this.sources.licences(byName);
    const kept = new Set([
      ...(await shown(elsewhere.map(principal.group), foreign)),
      ...[...lasting].flatMap(([licence, ids]) => (LICENCES[licence].survivesExit ? ids : [])),
    ]);
    const all = new Set([...byGroup, ...byName]);
    const changes = [...all].filter((id) => !kept.has(id)).length;
    return { changes, stays: all.size - changes };
  }

  private async grants({ schoolId, others, schoolKeys, otherKeys }: Sides): Promise<number> {
    const given = await this.holders.shownTo('resource', 'grant', otherKeys, ownedBy(schoolId));
    if (others.length === 0) return given.size;
    const held = await this.holders.shownTo('resource', 'grant', schoolKeys, ownedByOneOf(others));
    return given.size + held.size;
  }
}

interface Among {
  sql: string;
  parameters: readonly unknown[];
}
const REACHING = new Set(['group', 'anybody']);

const among = (condition: string, parameters: readonly unknown[]): Among => ({
  sql: `EXISTS (SELECT 1 FROM resource r WHERE r.id = e.object_id AND r.state = 'published' AND r.trashed_at IS NULL AND ${condition})`,
  parameters,
});
const ownedBy = (schoolId: Id) => among('r.school_id = ?', [schoolId]);
const notOwnedBy = (schoolId: Id) => among('r.school_id <> ?', [schoolId]);
const ownedByOneOf = (ids: readonly Id[]) => among(`r.school_id IN (${ids.map(() => '?').join(', ')})`, ids);

function counted(
  licences: ReadonlyMap<LicenceKey, Id[]>,
  seen: (licence: LicenceKey) => boolean,
): LinkPreview['shared'] {
  return [...licences]
    .map(([licence, ids]) => ({ licence, resources: ids.length, seen: seen(licence) }))
    .sort((a, b) => Number(a.seen) - Number(b.seen) || b.resources - a.resources);
}
