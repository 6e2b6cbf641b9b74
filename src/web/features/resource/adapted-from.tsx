import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ResourceView } from '../../api/resources.js';

/** What a resource was made from, where one may see that. */
export function AdaptedFrom({ resource: { adaptedFrom } }: { resource: ResourceView }) {
  const { t } = useTranslation();
  if (!adaptedFrom) return null;
  const { id, title, author, school, opens } = adaptedFrom;
  return (
    <p className="muted small adapted-from">
      {t('resource.adaptedFrom')} {opens ? <Link to={`/resources/${id}`}>{title}</Link> : <b>{title}</b>}{' '}
      {t('collectionUse.copiedFromBy', { name: author.name, school: school.shortName })}
    </p>
  );
}
