import { useQuery } from '@tanstack/react-query';
import { keys } from '../../api/keys.js';
import type { AudienceInput } from '../../api/resources.js';
import { previewAudience, type Shown } from '../../api/sharing.js';
import { isComplete, tidy } from '../resource/audience-rules.js';

/** Who would see it, and what review stands before that; while a new choice is asked for, what was said of the last. */
export function useAudiencePreview(schoolId: string, audience: AudienceInput, shown: Shown = {}) {
  const asked = { ...tidy(audience), previewOnly: false };
  const complete = isComplete(audience) && audience.preset !== 'self';
  const query = useQuery({
    queryKey: keys.audience(schoolId, asked, shown),
    queryFn: () => previewAudience(schoolId, asked, shown),
    enabled: complete && schoolId !== '',
    // What stands before a resource changes with every decision on it.
    staleTime: shown.resourceId === undefined ? 60_000 : 0,
    placeholderData: (before) => before,
  });
  return complete ? query : null;
}
