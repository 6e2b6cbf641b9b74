import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Viewer, viewersFilter, ViewersPage, viewersQuery } from '../../contracts/index.js';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessHolders, type Authorized } from '../access/index.js';
import { Lookers, ResourceGrants, ResourceSources } from '../resources/index.js';
import { LinkListing } from './link-listing.js';
import { ReasonWords } from './reason-words.js';

type Filter = z.output<typeof viewersFilter>;
const names = new Intl.Collator('zh-Hans-CN');

/**
 * Who can see a resource, and why: for whoever manages it. Made of the entries by which every request is judged, so
 * that it can say nothing else than these, and of those who are let in to look at it.
 */
@Injectable()
export class Viewers {
  constructor(
    private readonly database: Database,
    private readonly holders: AccessHolders,
    private readonly words: ReasonWords,
    private readonly grants: ResourceGrants,
    private readonly sources: ResourceSources,
    private readonly links: LinkListing,
    private readonly lookers: Lookers,
  ) {}

  /** By name, in pages; filtered. */
  async page(
    right: Authorized<'resource', 'manage'>,
    query: z.output<typeof viewersQuery>,
  ): Promise<ViewersPage> {
    const all = await this.all(right);
    const found = all.filter((viewer) => fits(viewer, query));
    const after = positionOf(query.cursor);
    const rest = after ? found.filter((viewer) => compare(viewer, after) > 0) : found;
    const items = rest.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items,
      next: rest.length > items.length && last ? encodeCursor([last.name, last.id]) : null,
      found: found.length,
      total: all.length,
      schools: schoolsOf(all),
      links: (await this.links.list(right)).filter((link) => link.state === 'open'),
    };
  }

  /** Everybody who fits the filter, for a file. */
  async list(right: Authorized<'resource', 'manage'>, filter: Filter): Promise<Viewer[]> {
    return (await this.all(right)).filter((viewer) => fits(viewer, filter));
  }

  private async all(right: Authorized<'resource', 'manage'>): Promise<Viewer[]> {
    const [source] = await this.sources.read([right.id]);
    if (!source) throw notFound();
    const held = await this.holders.of('resource', right.id);
    const entries = [...held.values()].flat();
    const looks = await this.lookers.everybody(this.database.reader, right.id);
    const everybody = [...new Set([...held.keys(), ...looks.keys()])];
    const known = await this.words.names(
      this.database.reader,
      [...new Set(entries.map((entry) => entry.principal))].concat(
        entries.flatMap(({ membership }) => (membership?.schoolId ? [`s:${membership.schoolId}`] : [])),
      ),
      everybody,
    );
    const given = await this.grants.list(right);
    const facts = {
      authorId: source.record.authorId,
      grantedBy: new Map(given.map((grant) => [grant.key, grant.grantedBy.name])),
      supportFor: await this.sources.supportReasons(right.id),
    };
    const viewers = everybody.map((userId): Viewer => {
      const reasons = held.get(userId) ?? [];
      const told = this.words.of(reasons, facts, known, looks.get(userId) ?? []);
      const schools = [...new Set(reasons.flatMap(({ membership }) => membership?.schoolId ?? []))];
      return {
        id: userId,
        name: known.people.get(userId) ?? '',
        schools: schools.map((id) => ({ id, name: known.schools.get(id)?.name ?? '' })),
        right: told[0]!.right,
        reasons: told,
      };
    });
    return viewers.sort(compare);
  }
}

function fits(viewer: Viewer, { text, schoolId, reason }: Filter): boolean {
  if (text && !viewer.name.toLowerCase().includes(text.toLowerCase())) return false;
  if (schoolId && !viewer.schools.some(({ id }) => id === schoolId)) return false;
  return !reason || viewer.reasons.some(({ kind }) => kind === reason);
}

function compare(a: { name: string; id: Id }, b: { name: string; id: Id }): number {
  return names.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function positionOf(cursor: string | undefined): { name: string; id: Id } | null {
  if (cursor === undefined) return null;
  const [name, id] = decodeCursor(cursor, 2) ?? [];
  if (typeof name !== 'string' || typeof id !== 'string') throw new AppError('invalid_request');
  return { name, id };
}

function schoolsOf(viewers: readonly Viewer[]): ViewersPage['schools'] {
  const found = new Map<Id, ViewersPage['schools'][number]>();
  for (const { schools } of viewers)
    for (const { id, name } of schools) found.set(id, { id, name, people: (found.get(id)?.people ?? 0) + 1 });
  return [...found.values()].sort((a, b) => b.people - a.people);
}
