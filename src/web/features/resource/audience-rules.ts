import type { AudienceInput } from '../../api/resources.js';

/** Whether a preset that needs names has them. */
export function isComplete(audience: AudienceInput): boolean {
  if (audience.preset === 'department') return (audience.departmentIds?.length ?? 0) > 0;
  if (audience.preset === 'schools') return (audience.schoolIds?.length ?? 0) > 0;
  if (audience.preset === 'group') return (audience.groupIds?.length ?? 0) > 0;
  if (audience.preset === 'custom') return (audience.parts?.length ?? 0) > 0;
  return true;
}

/** Only what belongs to the preset goes to the server. */
export function tidy(audience: AudienceInput): AudienceInput {
  const { preset, previewOnly } = audience;
  if (preset === 'department') return { preset, previewOnly, departmentIds: audience.departmentIds };
  if (preset === 'schools') return { preset, previewOnly, schoolIds: audience.schoolIds };
  if (preset === 'group') return { preset, previewOnly, groupIds: audience.groupIds };
  if (preset === 'custom') return { preset, previewOnly, parts: audience.parts };
  return { preset, previewOnly };
}
