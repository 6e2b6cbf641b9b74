import { useTranslation } from 'react-i18next';
import type { ResourceView } from '../../api/resources.js';

/** Who may see it, in a sentence's worth of words. */
export function AudienceWords({ audience, state }: Pick<ResourceView, 'audience' | 'state'>) {
  const { t } = useTranslation();
  if (state !== 'published') return <>{t('audience.notPublished')}</>;
  if (!audience) return <>{t('audience.you')}</>;
  const names = audience.names.join(t('app.comma'));
  return (
    <>
      {t(`audience.${audience.preset}`)}
      {names && audience.preset !== 'self' && <span className="muted"> · {names}</span>}
      {audience.previewOnly && <span className="muted"> · {t('audience.previewOnly')}</span>}
    </>
  );
}
