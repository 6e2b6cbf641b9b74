import type { SessionView } from '../../contracts/identity.js';

type Person = Pick<SessionView, 'homeSchoolId' | 'schools'> & { user: { id: string } };

/** The school in whose name somebody works who belongs to several; remembered on this browser, per person. */
const storeKey = (userId: string) => `lianke.acting.${userId}`;
const listeners = new Set<() => void>();
let acting: string | null = null;
let several = false;

/** Where the signed-in person works: what they chose, as long as they belong to it, else their home school. */
export const actingSchool = (): string | null => acting;

/** What requests send along: only where there is something to choose. */
export const actingHeader = (): string | null => (several ? acting : null);

export function onActingSchool(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The session was read: a choice that no longer is one falls back to the home school. */
export function settleActing(session: Person | null): void {
  const chosen = session && remembered(session.user.id);
  several = (session?.schools.length ?? 0) > 1;
  set(session?.schools.some((s) => s.id === chosen) ? chosen : (session?.homeSchoolId ?? null));
}

export function chooseActing(session: Person, schoolId: string): void {
  try {
    localStorage.setItem(storeKey(session.user.id), schoolId);
  } catch {
    // a browser without storage keeps the choice until the page closes
  }
  set(schoolId);
}

function remembered(userId: string): string | null {
  try {
    return localStorage.getItem(storeKey(userId));
  } catch {
    return acting;
  }
}

function set(schoolId: string | null): void {
  if (acting === schoolId) return;
  acting = schoolId;
  listeners.forEach((tell) => tell());
}
