import { LICENCES, type AudienceInput, type AudiencePart, type Grantee } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { principal, type AccessEntry, type AccessSource } from '../../access/index.js';
import type { Span, Ties } from '../../organization/index.js';
import { audienceParts, principalOf } from './audience.js';
import { narrowed, type HomeOf, type Usage } from './widest.js';

/** A right given to somebody by name. */
export interface Grant {
  to: Grantee;
  right: 'edit' | 'manage';
  /** a co-author: credited, and never without sight of what they wrote */
  credited: boolean;
}

/** What of a resource says who may see it. */
export interface Shared extends Usage {
  state: string;
  trashedAt: Instant | null;
  publishedAt: Instant | null;
  authorId: Id;
  audience: AudienceInput | null;
  licenceUntil: Instant | null;
  visibleFrom: Instant | null;
  visibleUntil: Instant | null;
}

/** Where the people of an audience are: the schools of teams and departments, and how the owning school is tied to others. */
export interface Around {
  homes: HomeOf;
  ties: Ties;
}

/**
 * Everything that grants a right to a resource in its present state. A draft is its author's and of those whom the
 * author let in by name; a trashed one can only be restored by its author; a published one is seen by its audience
 * within its window and kept by its school's catalogue keepers. Nothing reaches beyond the widest audience, nor further
 * than the owning school is tied to others, except what its licence lets them keep. Somebody who left the school keeps
 * sight of what they wrote and no more.
 */
export function accessEntries(resource: Shared, grants: readonly Grant[], around: Around): AccessEntry[] {
  const sortTime = isListed(resource) ? shownSince(resource) : null;
  const { authorId, schoolId } = resource;
  const entry = (
    key: string,
    source: AccessSource,
    right: AccessEntry['right'],
    span?: Span,
  ): AccessEntry => ({
    principal: key,
    source,
    right,
    sortTime,
    ...(span ? { visibleFrom: span.from, visibleUntil: span.until } : {}),
  });
  const own = [
    entry(principal.userInSchool(authorId, schoolId), 'author', 'manage'),
    entry(principal.user(authorId), 'author', 'download'),
  ];
  if (resource.trashedAt !== null) return own;
  const given = standing(grants, resource, around.homes).flatMap(({ to, right, credited }) => {
    const span = tieOf(to, schoolId, around);
    return [
      ...(span ? [entry(principalOf(to), 'grant', right, span)] : []),
      ...(credited && to.kind === 'user' && to.id !== authorId
        ? [entry(principal.user(to.id), 'author', 'download')]
        : []),
    ];
  });
  const personal = [...new Map([...own, ...given].map((e) => [`${e.source} ${e.principal}`, e])).values()];
  if (resource.state === 'draft') return personal;
  const kept = [...personal, entry(principal.managers(schoolId), 'catalogue', 'manage')];
  return [...kept, ...audienceEntries(resource, around)];
}

/** Those of the entries that a resource has for its audience. */
export function audienceEntries(resource: Shared, around: Around): AccessEntry[] {
  const { audience, schoolId, licence } = resource;
  if (!isListed(resource) || audience === null) return [];
  const right = audience.previewOnly || !LICENCES[licence].download ? 'view' : 'download';
  const sortTime = shownSince(resource);
  const window = windowOf(resource);
  const parts = narrowed(audienceParts(audience, schoolId), resource, around.homes);
  const own: AudiencePart = { kind: 'school', id: schoolId };
  // Whoever is in a group with a school sees what it shows to the group; when the school goes, its own people stay.
  const goes = parts.some((part) => part.kind === 'group' && !isLasting(tieOf(part, schoolId, around)));
  const named = new Map([...parts, ...(goes ? [own] : [])].map((part) => [principalOf(part), part]));
  return [...named].flatMap(([key, part]) => {
    const tie = LICENCES[licence].survivesExit ? OPEN : tieOf(part, schoolId, around);
    const span = tie && bothOf(window, tie);
    if (!span) return [];
    const { from: visibleFrom, until: visibleUntil } = span;
    return [{ principal: key, source: 'audience' as const, right, sortTime, visibleFrom, visibleUntil }];
  });
}

const OPEN: Span = { from: null, until: null };

/** How long the owning school is tied to those whom a part names; null = no more. */
function tieOf(part: AudiencePart, schoolId: Id, { homes, ties }: Around): Span | null {
  if (part.kind === 'group') return ties.groups.get(part.id) ?? null;
  const home = part.kind === 'school' ? part.id : part.kind === 'user' ? part.schoolId : homes.get(part.id);
  return home === schoolId ? OPEN : (home !== undefined && ties.schools.get(home)) || null;
}

const isLasting = (span: Span | null) => span !== null && span.from === null && span.until === null;

/** The time in which a window and a tie are both open; null when there is none. */
function bothOf(
  window: { visibleFrom: Instant | null; visibleUntil: Instant | null },
  tie: Span,
): Span | null {
  const froms = [window.visibleFrom, tie.from].filter((bound) => bound !== null);
  const untils = [window.visibleUntil, tie.until].filter((bound) => bound !== null);
  const from = froms.length === 0 ? null : Math.max(...froms);
  const until = untils.length === 0 ? null : Math.min(...untils);
  return from !== null && until !== null && until <= from ? null : { from, until };
}

const isListed = (resource: Pick<Shared, 'state' | 'trashedAt'>) =>
  resource.state === 'published' && resource.trashedAt === null;

/** When the audience sees a published resource first: what "newest" goes by. */
export function shownSince(resource: Pick<Shared, 'publishedAt' | 'visibleFrom'>): Instant | null {
  if (resource.publishedAt === null) return null;
  return Math.max(resource.publishedAt, resource.visibleFrom ?? resource.publishedAt);
}

/** The window in which the audience sees it: an expired licence ends it, too. */
export function windowOf(
  resource: Pick<Shared, 'visibleFrom' | 'visibleUntil' | 'licence' | 'licenceUntil'>,
): {
  visibleFrom: Instant | null;
  visibleUntil: Instant | null;
} {
  const bought = resource.licence === 'THIRD-PARTY-LICENSED' ? resource.licenceUntil : null;
  const ends = [resource.visibleUntil, bought].filter((end) => end !== null);
  return { visibleFrom: resource.visibleFrom, visibleUntil: ends.length === 0 ? null : Math.min(...ends) };
}

/** Those of the grants that the widest audience leaves. */
function standing(grants: readonly Grant[], usage: Usage, homes: HomeOf): Grant[] {
  return grants.filter(({ to }) => narrowed([to], usage, homes).length > 0);
}
