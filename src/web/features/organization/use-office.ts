import { useQuery } from '@tanstack/react-query';
import { ADMINISTRATIVE_ROLES } from '../../../contracts/roles.js';
import { keys } from '../../api/keys.js';
import { readOrganization, type PersonView, type RoleKey } from '../../api/organization.js';
import { useSession } from '../../app/session.js';
import { ROLES_IN, type Place, type ScopeOption } from './roles.js';

/** As what the signed-in person stands before a place and its people; the server decides. */
export interface Office {
  /** gives and takes administrative roles here, and nothing else */
  secures: boolean;
  /** whether that is somebody's office here, so that administrators leave those roles alone */
  separated: boolean;
  rolesIn: (scope: ScopeOption['scope']) => RoleKey[];
  /** whether the person's account is theirs to look after */
  looksAfter: (person: PersonView) => boolean;
}

export function useOffice({ groupId, schoolId }: Place): Office {
  const { abilities } = useSession();
  const { data } = useQuery({ queryKey: keys.organization, queryFn: readOrganization });
  const links = data?.schools.find(({ id }) => id === schoolId)?.links ?? [];
  const groupIds = groupId ? [groupId] : links.map((link) => link.groupId);
  const separated = data?.groups.some((g) => g.separated && groupIds.includes(g.id)) ?? false;
  const secures = schoolId
    ? abilities.secureSchools.includes(schoolId)
    : abilities.secureGroups.includes(groupId ?? '');
  const isAdministrative = (role: RoleKey) => ADMINISTRATIVE_ROLES.includes(role);
  return {
    secures,
    separated,
    rolesIn: (scope) => ROLES_IN[scope].filter((role) => !separated || isAdministrative(role) === secures),
    looksAfter: ({ memberships }) =>
      !separated || memberships.some((m) => isAdministrative(m.role) && !isOver(m.until)) === secures,
  };
}

/** Whether a membership that lasts until then has ended. */
export const isOver = (until: string | null) => until !== null && Date.parse(until) <= Date.now();
