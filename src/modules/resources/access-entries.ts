import { LICENCES, type AudienceInput, type Grantee } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { principal, type AccessEntry } from '../access/index.js';
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

/**
 * Everything that grants a right to a resource in its present state. A draft is its author's and of those whom the
 * author let in by name; a trashed one can only be restored by its author; a published one is seen by its audience
 * within its window and kept by its school's catalogue keepers. Nothing reaches beyond the widest audience. Somebody
 * who left the school keeps sight of what they wrote and no more.
 */
export function accessEntries(resource: Shared, grants: readonly Grant[], homes: HomeOf): AccessEntry[] {
  const listed = resource.state === 'published' && resource.trashedAt === null;
  const sortTime = listed ? shownSince(resource) : null;
  const { authorId, schoolId } = resource;
  const entry = (
    key: string,
    source: AccessEntry['source'],
    right: AccessEntry['right'],
    more: Partial<AccessEntry> = {},
  ): AccessEntry => ({ principal: key, source, right, sortTime, ...more });
  const own = [
    entry(principal.userInSchool(authorId, schoolId), 'author', 'manage'),
    entry(principal.user(authorId), 'author', 'download'),
  ];
  if (resource.trashedAt !== null) return own;
  const given = standing(grants, resource, homes).flatMap(({ to, right, credited }) => [
    entry(principalOf(to), 'grant', right),
    ...(credited && to.kind === 'user' && to.id !== authorId
      ? [entry(principal.user(to.id), 'author', 'download')]
      : []),
  ]);
  const personal = [...new Map([...own, ...given].map((e) => [`${e.source} ${e.principal}`, e])).values()];
  if (resource.state === 'draft') return personal;
  const kept = [...personal, entry(principal.managers(schoolId), 'catalogue', 'manage')];
  if (!listed || resource.audience === null) return kept;
  const right = resource.audience.previewOnly || !LICENCES[resource.licence].download ? 'view' : 'download';
  const window = windowOf(resource);
  const parts = narrowed(audienceParts(resource.audience, schoolId), resource, homes);
  return [...kept, ...parts.map((part) => entry(principalOf(part), 'audience', right, window))];
}

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
