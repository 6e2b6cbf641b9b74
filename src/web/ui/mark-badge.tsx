import { useTranslation } from 'react-i18next';
import type { ResourceCard } from '../api/resources.js';

/** 集团精品 or 校级精品: the highest quality mark of a resource; nothing where it has none. */
export function MarkBadge({ card }: { card: Pick<ResourceCard, 'marks'> }) {
  const { t } = useTranslation();
  const [highest] = card.marks;
  if (!highest) return null;
  return (
    <span
      className={`mark-badge mark-${highest.kind}`}
      title={t('marks.by', { name: highest.scope.name, kind: t(`marks.kind.${highest.kind}`) })}
    >
      {t(`marks.kind.${highest.kind}`)}
    </span>
  );
}
