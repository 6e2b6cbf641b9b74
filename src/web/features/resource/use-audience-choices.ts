import { useQuery } from '@tanstack/react-query';
import { keys } from '../../api/keys.js';
import { readOrganization } from '../../api/organization.js';
import type { AudienceInput } from '../../api/resources.js';
import { useSession } from '../../app/session.js';

/** The departments, schools and groups that a resource of this school can be shown to. */
export function useAudienceChoices(schoolId: string | null) {
  const session = useSession();
  const { data } = useQuery({
    queryKey: keys.organization,
    queryFn: readOrganization,
    staleTime: 5 * 60_000,
  });
  const mine = new Set(session.memberships.map((m) => m.scopeId));
  const departments = (data?.departments ?? [])
    .filter((d) => d.schoolId === schoolId)
    .sort((a, b) => Number(mine.has(b.id)) - Number(mine.has(a.id)));
  const groupIds = new Set(data?.schools.find((s) => s.id === schoolId)?.links.map((l) => l.groupId));
  const groups = (data?.groups ?? []).filter((g) => groupIds.size === 0 || groupIds.has(g.id));
  return {
    departments,
    groups,
    schools: data?.schools ?? [],
    myDepartments: departments.filter((d) => mine.has(d.id)),
  };
}

/** 集团 where there is one: what the platform is for; else 本校; else only me. */
export function useDefaultAudience(schoolId: string | null): AudienceInput {
  const { groups } = useAudienceChoices(schoolId);
  if (groups[0]) return { preset: 'group', groupIds: [groups[0].id], previewOnly: false };
  return { preset: schoolId ? 'school' : 'self', previewOnly: false };
}
