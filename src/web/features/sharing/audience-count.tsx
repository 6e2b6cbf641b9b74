import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import type { AudienceInput } from '../../api/resources.js';
import { previewAudience, type Addressee } from '../../api/sharing.js';
import { isComplete, tidy } from '../resource/audience-rules.js';

/** Who will see it, in words and numbers: "本校数学组 12 人 + 实验二小 86 人，共 98 人能看到". */
export function AudienceCount({ schoolId, audience }: { schoolId: string; audience: AudienceInput }) {
  const { t } = useTranslation();
  const asked = { ...tidy(audience), previewOnly: false };
  const complete = isComplete(audience) && audience.preset !== 'self';
  const query = useQuery({
    queryKey: keys.audience(schoolId, asked),
    queryFn: () => previewAudience(schoolId, asked),
    enabled: complete,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  if (audience.preset === 'self') return <p className="audience-count">{t('share.onlyYou')}</p>;
  if (!complete || query.isError) return null;
  if (!query.data) return <p className="audience-count muted">{t('share.counting')}</p>;
  const words = (part: Addressee) => {
    const name =
      part.kind === 'school' && part.id === schoolId ? t('share.own') : `${part.place}${part.name}`;
    if (part.kind === 'user') return t('share.countPerson', { name: part.name });
    return t('share.count', { name, people: part.people });
  };
  const parts = query.data.parts.map(words).join(' + ');
  const sum = query.data.parts.reduce((people, part) => people + part.people, 0);
  const persons = query.data.parts.every((part) => part.kind === 'user');
  return (
    <p className="audience-count" role="status">
      {persons || query.data.parts.length === 1
        ? t('share.totalOne', { parts })
        : t('share.total', { parts, total: query.data.total })}
      {sum > query.data.total && <span className="muted small"> {t('share.once')}</span>}
    </p>
  );
}
