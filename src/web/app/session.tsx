import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { actingSchool, onActingSchool } from '../api/acting.js';
import { keys } from '../api/keys.js';
import { logout, logoutEverywhere, readSession, type SessionView } from '../api/identity.js';

export function useSessionQuery() {
  return useQuery({ queryKey: keys.session, queryFn: readSession, staleTime: 5 * 60_000 });
}

export const SessionContext = createContext<SessionView | null>(null);

/** The signed-in person. Only inside the shell, which shows nothing to nobody. */
export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside the shell');
  return session;
}

/** The school in whose name the signed-in person works now; null for somebody without a school. */
export function useActingSchool(): string | null {
  return useSyncExternalStore(onActingSchool, actingSchool);
}

/** Leaves here or everywhere; all remembered answers go, since the next person may be another. */
export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (everywhere: boolean) => (everywhere ? logoutEverywhere() : logout()),
    onSettled: () => {
      client.clear();
      window.location.assign('/login');
    },
  });
}
