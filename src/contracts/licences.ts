/** How a resource may be used; `GROUP-ONLY` unless its author says otherwise. */
export const LICENCE_KEYS = [
  'GROUP-ONLY',
  'SCHOOL-ONLY',
  'NAMED-SCHOOLS',
  'ALL-RIGHTS',
  'CC-BY-4.0',
  'CC-BY-SA-4.0',
  'CC-BY-NC-4.0',
  'CC-BY-NC-SA-4.0',
  'CC-BY-ND-4.0',
  'CC0-1.0',
  'TEXTBOOK-PUBLISHER',
  'THIRD-PARTY-LICENSED',
  'UNKNOWN',
] as const;
export type LicenceKey = (typeof LICENCE_KEYS)[number];
export const DEFAULT_LICENCE: LicenceKey = 'GROUP-ONLY';

/** How far something may be shown at all, whatever audience is chosen: each includes the ones before it. */
export const REACHES = ['school', 'named', 'group', 'anybody'] as const;
export type ReachName = (typeof REACHES)[number];

/** What a licence permits those to whom a resource is shown. */
export interface Permits {
  /** previews */
  view: boolean;
  /** the original files */
  download: boolean;
  /** adapted copies of one's own */
  fork: boolean;
  /** share links to people outside the group */
  shareOut: boolean;
  /** other schools keep it when the owning school leaves the group */
  survivesExit: boolean;
  /** `named`: people, departments and schools by name, but no whole group */
  reach: ReachName;
}

const permits = (reach: ReachName, rest: Partial<Permits> = {}): Permits => ({
  view: true,
  download: true,
  fork: true,
  shareOut: false,
  survivesExit: false,
  reach,
  ...rest,
});
const free = permits('anybody', { shareOut: true, survivesExit: true });

/** The vocabulary of licences with what each permits. */
export const LICENCES: Record<LicenceKey, Permits> = {
  'GROUP-ONLY': permits('group'),
  'SCHOOL-ONLY': permits('school'),
  'NAMED-SCHOOLS': permits('named'),
  // The author decides about every use: showing and links are their own acts, copies by others are not.
  'ALL-RIGHTS': permits('anybody', { fork: false, shareOut: true }),
  'CC-BY-4.0': free,
  'CC-BY-SA-4.0': free,
  'CC-BY-NC-4.0': free,
  'CC-BY-NC-SA-4.0': free,
  'CC-BY-ND-4.0': { ...free, fork: false },
  'CC0-1.0': free,
  'TEXTBOOK-PUBLISHER': permits('school', { download: false, fork: false }),
  'THIRD-PARTY-LICENSED': permits('group', { fork: false }),
  UNKNOWN: permits('school', { fork: false }),
};
