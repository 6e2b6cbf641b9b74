import { useTranslation } from 'react-i18next';
import type { AudienceInput } from '../../api/resources.js';
import type { Addressee, Shown } from '../../api/sharing.js';
import { useAudiencePreview } from './use-audience-preview.js';

interface Props {
  schoolId: string;
  audience: AudienceInput;
  shown?: Shown | undefined;
}

/** Who will see it, in words and numbers: "本校数学组 12 人 + 实验二小 86 人，共 98 人能看到". */
export function AudienceCount({ schoolId, audience, shown }: Props) {
  const { t } = useTranslation();
  const query = useAudiencePreview(schoolId, audience, shown);
  if (audience.preset === 'self') return <p className="audience-count">{t('share.onlyYou')}</p>;
  if (!query || query.isError) return null;
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
