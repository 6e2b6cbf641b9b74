import { Injectable } from '@nestjs/common';
import type { AudiencePart, ViewReason, ViewReasonKind } from '../../contracts/index.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable } from '../../platform/database/database.port.js';
import { LEVELS, type AccessSource, type HeldEntry } from '../access/index.js';
import { Directory, type DirectoryNames } from '../organization/index.js';
import { partName, type Look } from '../resources/index.js';

type Named = Pick<HeldEntry, 'principal' | 'source' | 'right' | 'until'> & {
  membership?: HeldEntry['membership'];
};

const PART_KINDS = { a: 'user', t: 'team', d: 'department', s: 'school', g: 'group' } as const;

/** What is known beside the entries themselves. */
export interface ReasonFacts {
  authorId: Id;
  /** of grants: who gave them, by principal */
  grantedBy: ReadonlyMap<string, string>;
  /** of support: why, by principal */
  supportFor: ReadonlyMap<string, string>;
}

/** Makes of entries of access what people read: the kind of reason, whom it goes through, until when. */
@Injectable()
export class ReasonWords {
  constructor(private readonly directory: Directory) {}

  /** The names of everything that the principals name. */
  names(q: Queryable, principals: readonly string[], userIds: readonly Id[] = []): Promise<DirectoryNames> {
    const parts = principals.flatMap((key) => partOf(key) ?? []);
    const ids = (kind: AudiencePart['kind']) => parts.filter((part) => part.kind === kind).map((p) => p.id);
    return this.directory.names(q, {
      userIds: [...userIds, ...ids('user')],
      teamIds: ids('team'),
      departmentIds: ids('department'),
      schoolIds: [...ids('school'), ...parts.flatMap((p) => (p.kind === 'user' ? [p.schoolId] : []))],
      groupIds: ids('group'),
    });
  }

  /** The reasons of one person, each once, the strongest first; `looks`: those for which they are let in besides. */
  of(
    entries: readonly Named[],
    facts: ReasonFacts,
    names: DirectoryNames,
    looks: readonly Look[],
  ): ViewReason[] {
    const reasons = new Map<string, ViewReason>();
    for (const entry of entries) {
      const kind = kindOf(entry, facts);
      const key = kind === 'author' || kind === 'co_author' ? kind : `${kind} ${entry.principal}`;
      const reason = {
        kind,
        right: entry.right,
        through:
          kind === 'support'
            ? (facts.supportFor.get(entry.principal) ?? '')
            : throughOf(entry.principal, names),
        until: endOf(entry),
        grantedBy: kind === 'grant' ? (facts.grantedBy.get(entry.principal) ?? null) : null,
      };
      reasons.set(key, stronger(reasons.get(key), reason));
    }
    return [...reasons.values(), ...looks.map(lookedAt)].sort((a, b) => LEVELS[b.right] - LEVELS[a.right]);
  }
}

/** Of somebody who is let in to look at it, as long as they are. */
const lookedAt = ({ kind, right }: Look): ViewReason => ({
  kind,
  right,
  through: '',
  until: null,
  grantedBy: null,
});

/** The kind of reason that an entry is. */
function kindOf({ principal, source }: Named, { authorId }: ReasonFacts): ViewReasonKind {
  const kind = kindOfSource(source, principal.slice(0, 1));
  return kind === 'author' && principal.split(':')[1] !== authorId ? 'co_author' : kind;
}

/** The same without the difference between author and co-author; `letter` is that of the principal. */
export function kindOfSource(source: AccessSource, letter: string): ViewReasonKind {
  switch (source) {
    case 'author':
      return 'author';
    case 'catalogue':
      return 'keeper';
    case 'grant':
      return 'grant';
    case 'support':
      return 'support';
    case 'audience':
      return PART_KINDS[letter as keyof typeof PART_KINDS];
  }
}

/** A principal as a part; the keepers of a school stand for the school, an author named as themselves for nothing. */
function partOf(key: string): AudiencePart | null {
  const [kind, id = '', schoolId = ''] = key.split(':');
  if (kind === 'a') return { kind: 'user', id, schoolId };
  if (kind === 'm') return { kind: 'school', id };
  if (kind === 't' || kind === 'd' || kind === 's' || kind === 'g') return { kind: PART_KINDS[kind], id };
  return null;
}

function throughOf(key: string, names: DirectoryNames): string {
  const part = partOf(key);
  if (!part) return '';
  const { name, place } = partName(part, names);
  // Of a person named in a school the school says more than their own name.
  return part.kind === 'user' ? place : `${place}${name}`;
}

const endOf = ({ source, membership, until }: Named) => {
  const ends = [membership?.until ?? null, source === 'support' ? until : null].filter((end) => end !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends)).toISOString();
};

/** Of two memberships behind one reason the longer one counts; of two rights of an author the higher one. */
function stronger(before: ViewReason | undefined, reason: ViewReason): ViewReason {
  if (!before) return reason;
  if (before.right !== reason.right) return LEVELS[before.right] > LEVELS[reason.right] ? before : reason;
  if (before.until === null || reason.until === null) return before.until === null ? before : reason;
  return before.until > reason.until ? before : reason;
}
