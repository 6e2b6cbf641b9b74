import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CollectionView } from '../../api/collections.js';

/** Which collection this one began as, where one may see that. */
export function CopiedFrom({ collection: { copiedFrom } }: { collection: CollectionView }) {
  const { t } = useTranslation();
  if (!copiedFrom) return null;
  const { id, title, author, school } = copiedFrom;
  return (
    <p className="copied-from muted small">
      {t('collectionUse.copiedFrom')} <Link to={`/collections/${id}`}>{title}</Link>{' '}
      {t('collectionUse.copiedFromBy', { name: author.name, school: school.shortName })}
    </p>
  );
}
