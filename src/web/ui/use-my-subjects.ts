import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../api/keys.js';
import { readOrganization } from '../api/organization.js';
import { useSession } from '../app/session.js';

export interface MySubjects {
  /** keys of the taxonomy, in the order of my memberships */
  subjects: string[];
  /** false until it is known; whoever has no department has no subject */
  known: boolean;
}

/** The subjects that I teach or lead: those of my departments, then those that I answer for in a group. */
export function useMySubjects(): MySubjects {
  const { memberships } = useSession();
  const { data, isError } = useQuery({
    queryKey: keys.organization,
    queryFn: readOrganization,
    staleTime: 5 * 60_000,
  });
  return useMemo(() => {
    const departments = new Map(data?.departments.map((d) => [d.id, d.subject]));
    const found = memberships.flatMap((m) =>
      m.departmentId ? (departments.get(m.departmentId) ?? []) : (m.subject ?? []),
    );
    return { subjects: [...new Set(found)], known: data !== undefined || isError };
  }, [memberships, data, isError]);
}
