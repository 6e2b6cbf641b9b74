import { ACTORS, type ActorName } from './actors.js';

/** Rights, each including those before it. */
export const RIGHTS = ['none', 'view', 'download', 'edit', 'manage'] as const;
export type Right = (typeof RIGHTS)[number];

/** In which state a resource of school 甲 is when it is asked for. Published ones say for whom. */
export const RESOURCE_STATES = [
  'draft',
  'published to nobody',
  'published to the department',
  'published to the school',
  'published to both schools',
  'published to the group',
  'published to the group for preview only',
  'published to the group from tomorrow',
  'published to the group until yesterday',
  'published to the group with pupils and no consent',
  'withdrawn',
  'in the trash',
] as const;
export type ResourceState = (typeof RESOURCE_STATES)[number];

const LETTERS: Record<string, Right> = { '-': 'none', v: 'view', d: 'download', e: 'edit', m: 'manage' };

/**
 * Actor × state → the highest right. `-` none (it does not exist for them), `v` view, `d` download, `e` edit, `m`
 * manage. In the columns of ACTORS:
 *
 *   anonymous, outsider, ended, colleague, sameSchool, sameDepartment, author, editor, manager, librarian,
 *   schoolAdmin, groupAdmin, auditor
 */
const TABLE: Record<ResourceState, string> = {
  //                                                    an ou en co ss sd au ed ma li sa ga ad
  draft: /*                                         */ ' -  -  -  -  -  -  m  e  m  -  -  -  -',
  'published to nobody': /*                         */ ' -  -  -  -  -  -  m  e  m  m  m  -  -',
  'published to the department': /*                 */ ' -  -  -  -  -  d  m  e  m  m  m  -  -',
  'published to the school': /*                     */ ' -  -  -  -  d  d  m  e  m  m  m  -  -',
  'published to both schools': /*                   */ ' -  -  -  d  d  d  m  e  m  m  m  -  -',
  'published to the group': /*                      */ ' -  -  -  d  d  d  m  e  m  m  m  d  d',
  'published to the group for preview only': /*     */ ' -  -  -  v  v  v  m  e  m  m  m  v  v',
  'published to the group from tomorrow': /*        */ ' -  -  -  -  -  -  m  e  m  m  m  -  -',
  'published to the group until yesterday': /*      */ ' -  -  -  -  -  -  m  e  m  m  m  -  -',
  // Without consent it stays in its school, and so do the rights that were given by name.
  'published to the group with pupils and no consent': ' -  -  -  -  d  d  m  -  -  m  m  -  -',
  withdrawn: /*                                     */ ' -  -  -  -  -  -  m  e  m  m  m  -  -',
  'in the trash': /*                                */ ' -  -  -  -  -  -  m  -  -  -  -  -  -',
};

/** What an actor may do with a resource in a state. */
export function rightIn(state: ResourceState, actor: ActorName): Right {
  const letters = TABLE[state].trim().split(/\s+/);
  return LETTERS[letters[ACTORS.indexOf(actor)]!]!;
}

/**
 * In which state a collection of school 甲 is when it is asked for. The rights to it are those to a resource in the same
 * state: collections know neither windows nor pupils, and what was withdrawn is a draft again.
 */
export const COLLECTION_STATES = [
  'draft',
  'published to nobody',
  'published to the department',
  'published to the school',
  'published to both schools',
  'published to the group',
  'in the trash',
] as const satisfies readonly ResourceState[];
export type CollectionState = (typeof COLLECTION_STATES)[number];

export const includes = (held: Right, needed: Right): boolean =>
  RIGHTS.indexOf(held) >= RIGHTS.indexOf(needed);
