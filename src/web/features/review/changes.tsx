import { useTranslation } from 'react-i18next';
import type { DescriptionChange } from '../../api/review.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';

/** What a reviewer corrected: each fact as it was and as it is. */
export function Changes({ changes }: { changes: DescriptionChange[] }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const shown = (field: DescriptionChange['field'], value: string) => {
    if (value === '') return t('review.correct.empty');
    switch (field) {
      case 'type':
      case 'stage':
      case 'subject':
      case 'grade':
        return taxonomy.name(field, value);
      case 'title':
      case 'book':
      case 'chapter':
      case 'tags':
      case 'description':
        return value;
    }
  };
  return (
    <dl className="review-changes">
      {changes.map(({ field, from, to }) => (
        <div key={field}>
          <dt>{t(`review.correct.field.${field}`)}</dt>
          <dd>
            <del>{shown(field, from)}</del> <ins>{shown(field, to)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
