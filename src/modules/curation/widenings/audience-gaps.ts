import { Injectable } from '@nestjs/common';
import type { AudiencePart } from '../../../contracts/index.js';
import { Clock, within } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { Addressees, Directory } from '../../organization/index.js';
import { AudienceRules, audienceParts } from '../../resources/index.js';
import type { CollectionRecord } from '../collections/collections.repository.js';
import { unseenParts, type Places } from '../following/unseen.js';

/**
 * Who of a collection's audience cannot see what is in it, from the entries by which every request is judged. For
 * curators, of resources that they may see themselves; whether that is so is asked before.
 */
@Injectable()
export class AudienceGaps {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly rules: AudienceRules,
    private readonly directory: Directory,
    private readonly addressees: Addressees,
    private readonly clock: Clock,
  ) {}

  /** Parts of the audience that do not see each of the resources now; nothing of those that all of them see. */
  async of(
    { audience, schoolId }: Pick<CollectionRecord, 'audience' | 'schoolId'>,
    resourceIds: readonly Id[],
  ): Promise<Map<Id, AudiencePart[]>> {
    const parts = audience ? audienceParts(audience, schoolId) : [];
    if (parts.length === 0 || resourceIds.length === 0) return new Map();
    const q = this.database.reader;
    const now = this.clock.now();
    const entries = await this.access.entries(q, 'resource', [...new Set(resourceIds)]);
    const held = new Map(
      resourceIds.map((id): [Id, Set<string>] => [
        id,
        new Set(
          (entries.get(id) ?? [])
            .filter((entry) => within(now, entry.visibleFrom ?? null, entry.visibleUntil ?? null))
            .map((entry) => entry.principal),
        ),
      ]),
    );
    const places = await this.places(parts, [...held.values()]);
    const found = new Map<Id, AudiencePart[]>();
    for (const [id, principals] of held) {
      const unseen = await this.withoutMembers(unseenParts(parts, principals, places), principals);
      if (unseen.length > 0) found.set(id, unseen);
    }
    return found;
  }

  /** People who see it through a department or team that it is shown to are left out. */
  private async withoutMembers(
    parts: AudiencePart[],
    principals: ReadonlySet<string>,
  ): Promise<AudiencePart[]> {
    const keys = [...principals].filter((key) => /^[dtm]:/.test(key));
    if (keys.length === 0 || !parts.some((part) => part.kind === 'user')) return parts;
    const holders = await this.addressees.holders(this.database.reader, keys);
    const people = new Set(holders.map((holder) => holder.userId));
    return parts.filter((part) => part.kind !== 'user' || !people.has(part.id));
  }

  private async places(parts: readonly AudiencePart[], held: readonly Set<string>[]): Promise<Places> {
    const q = this.database.reader;
    const groups = new Set(parts.filter((part) => part.kind === 'group').map((part) => part.id));
    for (const principals of held)
      for (const key of principals) if (key.startsWith('g:')) groups.add(key.slice(2));
    const schoolsOf = new Map<Id, Id[]>();
    for (const id of groups) schoolsOf.set(id, await this.directory.schoolsOfGroup(q, id));
    const teamIds = parts.filter((part) => part.kind === 'team').map((part) => part.id);
    const { teams } = await this.directory.names(q, { teamIds });
    return {
      schoolsOf,
      homes: await this.rules.homes(q, parts),
      departmentOf: new Map([...teams].map(([id, team]) => [id, team.departmentId])),
    };
  }
}
