import { Injectable } from '@nestjs/common';
import type { AudienceInput, AudiencePart } from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import { Addressees, Directory, type Ties } from '../../organization/index.js';
import type { Around, Grant } from './access-entries.js';
import { audienceParts, completeAudience, peopleNamed, principalOf, type Reach } from './audience.js';
import { narrowed, narrowing, type HomeOf, type Usage } from './widest.js';

const NO_TIES: Ties = { groups: new Map(), schools: new Map() };

/** Something of a school's that has an audience. */
interface Audienced {
  schoolId: Id;
  audience: AudienceInput | null;
}

/** What an audience of something that a school owns may be, and where its people are. The same for every kind of thing. */
@Injectable()
export class AudienceRules {
  constructor(
    private readonly directory: Directory,
    private readonly addressees: Addressees,
  ) {}

  /** What surrounds each of the things, read once for all of them. */
  async around(
    q: Queryable,
    things: readonly Audienced[],
    grants: readonly Grant[],
  ): Promise<(thing: Audienced) => Around> {
    const parts = things.flatMap((r) => (r.audience ? audienceParts(r.audience, r.schoolId) : []));
    const homes = await this.homes(q, [...parts, ...grants.map((grant) => grant.to)]);
    const ties = new Map<Id, Ties>();
    if (parts.length + grants.length > 0)
      for (const { schoolId } of things)
        if (!ties.has(schoolId)) ties.set(schoolId, await this.directory.tiesOf(q, schoolId));
    return ({ schoolId }) => ({ homes, ties: ties.get(schoolId) ?? NO_TIES });
  }

  /** What a school can share with now; of people, those that are named. */
  async reach(q: Queryable, schoolId: Id, parts: readonly AudiencePart[]): Promise<Reach> {
    const people = await this.addressees.belonging(q, peopleNamed(parts));
    return { ...(await this.directory.reachOf(q, schoolId)), people };
  }

  /**
   * The audience with everything it names written out. Throws `audience_invalid` for what is out of the school's reach,
   * `consent_required` or `licence_forbids` where the widest audience would leave less of it.
   */
  async complete(q: Queryable, usage: Usage, audience: AudienceInput): Promise<AudienceInput> {
    const reach = await this.reach(q, usage.schoolId, audience.parts ?? []);
    const complete = completeAudience(audience, reach);
    await this.requireWithin(q, usage, audienceParts(complete, usage.schoolId));
    return complete;
  }

  /**
   * The same for many things of one school: the audience with everything it names written out, and why one of them
   * would be left less of it. Throws `audience_invalid`.
   */
  async limits(q: Queryable, schoolId: Id, audience: AudienceInput) {
    const reach = await this.reach(q, schoolId, audience.parts ?? []);
    const complete = completeAudience(audience, reach);
    const parts = audienceParts(complete, schoolId);
    const homes = await this.homes(q, parts);
    return { audience: complete, narrowing: (usage: Usage) => narrowing(parts, usage, homes) };
  }

  /** Throws `consent_required` or `licence_forbids` where the widest audience leaves less than these parts. */
  async requireWithin(q: Queryable, usage: Usage, parts: readonly AudiencePart[]): Promise<void> {
    const because = narrowing(parts, usage, await this.homes(q, parts));
    if (because === 'consent') throw new AppError('consent_required');
    if (because === 'licence') throw new AppError('licence_forbids', { licence: usage.licence });
  }

  /** The keys of those of the parts that the widest audience leaves; null where it leaves them all. */
  async left(q: Queryable, usage: Usage, parts: readonly AudiencePart[]): Promise<Set<string> | null> {
    const homes = await this.homes(q, parts);
    if (narrowing(parts, usage, homes) === null) return null;
    return new Set(narrowed(parts, usage, homes).map(principalOf));
  }

  /** The schools of the departments and teams among the parts. */
  async homes(q: Queryable, parts: readonly AudiencePart[]): Promise<HomeOf> {
    const ids = (kind: string) => [
      ...new Set(parts.filter((part) => part.kind === kind).map((part) => part.id)),
    ];
    const [departmentIds, teamIds] = [ids('department'), ids('team')];
    if (departmentIds.length + teamIds.length === 0) return new Map();
    const names = await this.directory.names(q, { departmentIds, teamIds });
    return new Map([...names.departments, ...names.teams].map(([id, { schoolId }]) => [id, schoolId]));
  }
}
