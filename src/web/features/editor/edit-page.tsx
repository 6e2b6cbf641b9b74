import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { keys } from '../../api/keys.js';
import { readResource } from '../../api/resources.js';
import { ErrorState, State } from '../../ui/states.js';
import { useTitle } from '../../ui/use-title.js';
import { has } from '../resource/rights.js';
import { EditForm } from './edit-form.js';
import './editor.css';

/** Editing a resource. The form keeps what was typed whatever happens on the server. */
export function EditPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: keys.resource(id),
    queryFn: () => readResource(id),
    enabled: id !== '',
  });
  useTitle(query.data ? t('editor.titleFor', { title: query.data.title }) : t('editor.title'));
  if (query.isPending)
    return (
      <div className="page">
        <div className="bone" style={{ height: '70vh' }} />
      </div>
    );
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!has(query.data.right, 'edit') || query.data.frozen) {
    return (
      <State
        drawing="locked"
        title={t(query.data.frozen ? 'editor.frozenTitle' : 'states.forbiddenTitle')}
        text={t(query.data.frozen ? 'errors.frozen' : 'editor.notYours')}
      >
        <Link to={`/resources/${id}`} tabIndex={-1}>
          <Button type="primary">{t('editor.look')}</Button>
        </Link>
      </State>
    );
  }
  return <EditForm key={id} resource={query.data} />;
}
