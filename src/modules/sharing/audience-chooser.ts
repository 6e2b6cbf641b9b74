import { Injectable } from '@nestjs/common';
import type {
  Addressee,
  AudienceInput,
  AudiencePart,
  AudiencePreview,
  ReviewLevel,
} from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import type { Authorized } from '../access/index.js';
import { Addressees, Directory } from '../organization/index.js';
import {
  AddresseeNames,
  AudienceRules,
  audienceParts,
  completeAudience,
  ReviewNeeds,
} from '../resources/index.js';

/** What is to be shown: a resource that the actor manages, or something new of these types. */
export interface Shown {
  right?: Authorized<'resource', 'manage'> | undefined;
  types?: readonly string[] | undefined;
}

/**
 * What somebody needs to know for choosing an audience: whom a school can share with, and who that would be, in words
 * and numbers. Answers people of that school and of those that share a group with it; these learn nothing of what it
 * reaches through groups that are not theirs.
 */
@Injectable()
export class AudienceChooser {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly addressees: Addressees,
    private readonly names: AddresseeNames,
    private readonly rules: AudienceRules,
    private readonly needs: ReviewNeeds,
  ) {}

  /** Groups, schools, departments and teams that the school can share with, its own first. */
  async reach(actor: Actor, schoolId: Id): Promise<Addressee[]> {
    const q = this.database.reader;
    const { groupIds, schoolIds } = await this.requireNear(actor, schoolId);
    const ownFirst = <T extends { schoolId: Id }>(list: T[]) => [
      ...list.filter((item) => item.schoolId === schoolId),
      ...list.filter((item) => item.schoolId !== schoolId),
    ];
    const departments = ownFirst(await this.directory.departmentsOfSchools(q, schoolIds));
    const teams = ownFirst(await this.directory.teamsOfSchools(q, schoolIds));
    const parts: AudiencePart[] = [
      ...groupIds.map((id): AudiencePart => ({ kind: 'group', id })),
      ...[schoolId, ...schoolIds.filter((id) => id !== schoolId)].map((id): AudiencePart => ({
        kind: 'school',
        id,
      })),
      ...departments.map(({ id }): AudiencePart => ({ kind: 'department', id })),
      ...teams.map(({ id }): AudiencePart => ({ kind: 'team', id })),
    ];
    return this.names.of(q, parts);
  }

  /** People whom the school can share with, by a part of their name; at most twenty. */
  async people(actor: Actor, schoolId: Id, text: string): Promise<Addressee[]> {
    const q = this.database.reader;
    const { schoolIds } = await this.requireNear(actor, schoolId);
    const found = await this.addressees.named(q, schoolIds, text);
    return this.names.of(
      q,
      found.map(({ userId, schoolId: home }) => ({ kind: 'user', id: userId, schoolId: home })),
    );
  }

  /**
   * Who would see something shared with this audience now, and which levels of review stand before that. Throws
   * `audience_invalid` for what is out of reach.
   */
  async preview(actor: Actor, schoolId: Id, audience: AudienceInput, what: Shown): Promise<AudiencePreview> {
    const q = this.database.reader;
    const near = await this.requireNear(actor, schoolId);
    const reach = { ...(await this.rules.reach(q, schoolId, audience.parts ?? [])), ...near };
    const complete = completeAudience(audience, reach);
    const { items, total } = await this.names.counted(q, audienceParts(complete, schoolId));
    return { parts: items, total, levels: await this.levels(actor, schoolId, complete, what) };
  }

  private async levels(
    actor: Actor,
    schoolId: Id,
    audience: AudienceInput,
    { right, types = [] }: Shown,
  ): Promise<ReviewLevel[]> {
    const q = this.database.reader;
    if (right) return this.needs.levelsBefore(q, right, audience);
    // What is asked of a school's new things is for those who can make them.
    return actor.principals.includes(`s:${schoolId}`)
      ? this.needs.levelsBeforeNew(q, schoolId, types, audience)
      : [];
  }

  /**
   * What the school reaches, for its own people; for others as far as it goes through groups of theirs. Not found for
   * whoever neither belongs to it nor shares a group with it.
   */
  private async requireNear(actor: Actor, schoolId: Id) {
    const q = this.database.reader;
    if (actor.principals.includes(`s:${schoolId}`)) return this.directory.reachOf(q, schoolId);
    const own = actor.principals.filter((key) => key.startsWith('g:')).map((key) => key.slice(2));
    const reach = await this.directory.reachOf(q, schoolId, new Set(own));
    if (reach.groupIds.length === 0) throw notFound();
    return reach;
  }
}
