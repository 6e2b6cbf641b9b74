import { useQuery } from '@tanstack/react-query';
import { keys } from '../../api/keys.js';
import { readOrganization } from '../../api/organization.js';
import type { AudienceInput } from '../../api/resources.js';
import { readDefaults } from '../../api/sharing.js';
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

/** What the school proposes for the type of resource; else 集团 where there is one, 本校, or only me. */
export function useDefaultAudience(schoolId: string | null, type: string | null = null): AudienceInput {
  const { groups, myDepartments } = useAudienceChoices(schoolId);
  const { data } = useQuery({
    queryKey: keys.defaults(schoolId ?? ''),
    queryFn: () => readDefaults(schoolId ?? ''),
    enabled: schoolId !== null,
    staleTime: 5 * 60_000,
    retry: false,
  });
  const proposed = data?.items.find((d) => d.type === type) ?? data?.items.find((d) => d.type === null);
  const { preset = 'group', previewOnly = false } = proposed ?? {};
  const groupIds = groups.slice(0, 1).map((g) => g.id);
  const departmentIds = myDepartments.slice(0, 1).map((d) => d.id);
  if (preset === 'group' && groupIds.length > 0) return { preset, groupIds, previewOnly };
  if (preset === 'department' && departmentIds.length > 0) return { preset, departmentIds, previewOnly };
  return { preset: schoolId && preset !== 'self' ? 'school' : 'self', previewOnly };
}
