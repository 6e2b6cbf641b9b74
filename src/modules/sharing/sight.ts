import { Injectable } from '@nestjs/common';
import type { SightPage } from '../../contracts/index.js';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessHolders, AccessService, type AccessSource } from '../access/index.js';
import type { Acting } from '../organization/index.js';
import { Lookers, ResourceSources, type ResourceSource } from '../resources/index.js';
import { kindOfSource, ReasonWords } from './reason-words.js';
import { SightedPeople } from './sighted-people.js';

/**
 * What a person can see, and why: for whoever administers them, as far as the asker's schools go. Administering is not
 * reading: what the asker may not open is counted and given a reason, without its title.
 */
@Injectable()
export class Sight {
  constructor(
    private readonly database: Database,
    private readonly holders: AccessHolders,
    private readonly access: AccessService,
    private readonly words: ReasonWords,
    private readonly sources: ResourceSources,
    private readonly people: SightedPeople,
    private readonly lookers: Lookers,
  ) {}

  /** Latest made first. Throws not_found for people whom the asker does not administer. */
  async page(by: Acting, personId: Id, cursor: string | undefined, limit: number): Promise<SightPage> {
    const q = this.database.reader;
    const before = positionOf(cursor);
    const { actor, schoolIds } = await this.people.find(by, personId, before === null);
    if (!actor || schoolIds.length === 0) return { items: [], next: null, total: 0, counts: [] };
    const among = {
      sql: `EXISTS (SELECT 1 FROM resource r WHERE r.id = e.object_id AND r.school_id IN (${schoolIds.map(() => '?').join(', ')}))`,
      parameters: schoolIds,
    };
    const held = await this.holders.sight(actor, 'resource', among, before, limit + 1);
    const looks = await this.lookers.everything(q, actor, schoolIds);
    const looked = [...looks.keys()];
    const found = latestFirst([...held.keys(), ...looked.filter((id) => before === null || id < before)]);
    const ids = found.slice(0, limit);
    const sources = new Map((await this.sources.read(ids)).map((source) => [source.record.id, source]));
    const readable = await this.access.allowed(by.actor, 'view', 'resource', ids);
    const named = await this.words.names(
      q,
      [...held.values()]
        .flat()
        .map((entry) => entry.principal)
        .concat(schoolIds.map((id) => `s:${id}`)),
    );
    const { each, total } = await this.holders.countSight(actor, 'resource', among);
    const shown = await this.access.allowed(actor, 'view', 'resource', looked);
    const counts: SightPage['counts'] = each.map(({ source, kind, things }) => ({
      kind: kindOfSource(source as AccessSource, kind),
      things,
    }));
    const kinds = [...looks.values()].flat().map(({ kind }) => kind);
    for (const kind of new Set(kinds))
      counts.push({ kind, things: kinds.filter((one) => one === kind).length });
    return {
      items: ids.flatMap((id) => {
        const source = sources.get(id);
        if (!source) return [];
        const reasons = this.words.of(held.get(id) ?? [], factsOf(source), named, looks.get(id) ?? []);
        return {
          id: readable.has(id) ? id : null,
          title: readable.has(id) ? source.record.title : null,
          school: named.schools.get(source.record.schoolId)?.name ?? '',
          right: reasons[0]!.right,
          reasons,
        };
      }),
      next: found.length > limit ? encodeCursor([ids.at(-1)!]) : null,
      total: total + looked.filter((id) => !shown.has(id)).length,
      counts: counts.sort((a, b) => b.things - a.things),
    };
  }
}

/** Ids grow with the time at which a thing was made. */
const latestFirst = (ids: readonly Id[]): Id[] =>
  [...new Set(ids)].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));

const factsOf = ({ record }: ResourceSource) => ({
  authorId: record.authorId,
  grantedBy: new Map(),
  supportFor: new Map(),
});

function positionOf(cursor: string | undefined): Id | null {
  if (cursor === undefined) return null;
  const [id] = decodeCursor(cursor, 1) ?? [];
  if (typeof id !== 'string') throw new AppError('invalid_request');
  return id;
}
