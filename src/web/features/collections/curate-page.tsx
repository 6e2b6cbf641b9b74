import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { readCollection, readItems } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { ErrorState, State } from '../../ui/states.js';
import { useTitle } from '../../ui/use-title.js';
import { has } from '../resource/rights.js';
import { CurateBoard } from './curate-board.js';
import { CurateHead } from './curate-head.js';
import { useCuration } from './use-curation.js';
import './collections.css';
import './curate.css';

/** Filling a collection and putting it in order. Everything is saved as soon as it is done. */
export function CuratePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const view = useQuery({ queryKey: keys.collection(id), queryFn: () => readCollection(id) });
  const edits = view.data !== undefined && has(view.data.right, 'edit');
  const items = useQuery({
    queryKey: keys.collectionItems(id, 'curating'),
    queryFn: () => readItems(id, 'curating'),
    enabled: edits,
  });
  const curation = useCuration(id);
  useTitle(view.data ? t('curate.titleFor', { title: view.data.title }) : t('curate.title'));
  if (view.isPending)
    return (
      <div className="page">
        <div className="bone" style={{ height: '70vh' }} />
      </div>
    );
  if (view.isError) return <ErrorState error={view.error} onRetry={() => void view.refetch()} />;
  if (!edits)
    return (
      <State drawing="locked" title={t('states.forbiddenTitle')} text={t('curate.notYours')}>
        <Link to={`/collections/${id}`} tabIndex={-1}>
          <Button type="primary">{t('collections.continue')}</Button>
        </Link>
      </State>
    );
  return (
    <article className="page curate-page">
      <CurateHead collection={view.data} items={items.data ?? []} curation={curation} />
      {items.isPending && <div className="bone" style={{ height: 360 }} />}
      {items.isError && <ErrorState error={items.error} onRetry={() => void items.refetch()} compact />}
      {items.data && <CurateBoard collection={view.data} items={items.data} curation={curation} />}
    </article>
  );
}
