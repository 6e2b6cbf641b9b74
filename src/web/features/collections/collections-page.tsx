import { PlusOutlined, TableOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import {
  readCollections,
  restoreCollection,
  type CollectionCard,
  type CollectionScope,
} from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatAgo } from '../../ui/format.js';
import { MoreButton } from '../../ui/more-button.js';
import { ErrorState, State } from '../../ui/states.js';
import { useCanUpload } from '../../ui/use-can-upload.js';
import { useDebounced } from '../../ui/use-debounced.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useTitle } from '../../ui/use-title.js';
import { CollectionTile } from './collection-tile.js';
import { NewCollectionDialog } from './new-collection-dialog.js';
import { WideningBanner } from './widening-banner.js';
import './collections.css';

const SCOPES: CollectionScope[] = ['newest', 'followed', 'curated', 'trash'];
/** What everybody has, whether they curate or not. */
const FOR_ALL: ReadonlySet<CollectionScope> = new Set(['newest', 'followed']);

/** Collections that I may read, that I follow, that I curate, and that I threw away. */
export function CollectionsPage() {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const canCurate = useCanUpload();
  const [params, setParams] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const [text, setText] = useState('');
  const wanted = useDebounced(text.trim(), 250);
  const scope = SCOPES.find((name) => name === params.get('tab')) ?? 'newest';
  const filter = { subject: params.get('subject') ?? undefined, text: wanted || undefined };
  useTitle(t('collections.title'));
  const query = useInfiniteQuery({
    queryKey: keys.collections(scope, filter),
    queryFn: ({ pageParam }) => readCollections(scope, filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  const cards = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = filter.subject !== undefined || filter.text !== undefined;
  const invitation = scope === 'followed' ? 'collections.noneFollowedText' : 'collections.noneText';
  const create = canCurate && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('collections.create')}
    </Button>
  );
  const choose = (next: { tab?: string; subject?: string | undefined }) => {
    const all = { tab: scope, subject: filter.subject, ...next };
    setParams({
      ...(all.tab === 'newest' ? {} : { tab: all.tab }),
      ...(all.subject ? { subject: all.subject } : {}),
    });
  };
  return (
    <div className="page">
      <header className="page-head collections-head">
        <div className="grow">
          <h1>{t('collections.title')}</h1>
          <p>{t('collections.lead')}</p>
        </div>
        <div className="row-wrap">
          <Link to="/collections/coverage" tabIndex={-1}>
            <Button icon={<TableOutlined aria-hidden />}>{t('coverage.open')}</Button>
          </Link>
          <Link to="/proposals" tabIndex={-1}>
            <Button>{t('proposals.mine')}</Button>
          </Link>
          {create}
        </div>
      </header>
      <WideningBanner />
      <div className="collections-tools">
        <div className="collections-tabs" role="group" aria-label={t('collections.tabs')}>
          {SCOPES.filter((name) => canCurate || FOR_ALL.has(name)).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === scope}
              onClick={() => choose({ tab: name })}
            >
              {t(`collections.tab.${name}`)}
            </button>
          ))}
        </div>
        <Select
          allowClear
          value={filter.subject}
          options={taxonomy.subjects()}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('collections.allSubjects')}
          aria-label={t('collections.subject')}
          onChange={(subject: string | undefined) => choose({ subject })}
          className="collections-subject"
        />
        <Input.Search
          allowClear
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('collections.find')}
          aria-label={t('collections.find')}
          className="collections-find"
        />
      </div>
      {scope === 'trash' && cards.length > 0 && <p className="muted">{t('collections.trashNote')}</p>}
      {query.isPending && <div className="bone" style={{ height: 420 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isSuccess && cards.length === 0 && (
        <State
          drawing={filtered ? 'nothing' : 'empty'}
          title={filtered ? t('collections.noneFound') : t(`collections.none.${scope}`)}
          text={filtered || scope === 'trash' ? undefined : t(invitation)}
        >
          {!filtered && (scope === 'newest' || scope === 'curated') && create}
        </State>
      )}
      {scope === 'trash' ? (
        <ul className="card collections-trash">
          {cards.map((card) => (
            <TrashRow key={card.id} card={card} />
          ))}
        </ul>
      ) : (
        <div className="tiles collection-tiles">
          {cards.map((card) => (
            <CollectionTile key={card.id} card={card} />
          ))}
        </div>
      )}
      {query.hasNextPage && (
        <div className="collections-more">
          <MoreButton query={query} />
        </div>
      )}
      {creating && <NewCollectionDialog onClose={() => setCreating(false)} />}
    </div>
  );
}

function TrashRow({ card }: { card: CollectionCard }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => restoreCollection(card.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.allCollections });
      void message.success(t('curate.restored'));
    },
    onError: (error) => void message.error(errorText(error)),
  });
  return (
    <li>
      <span className="grow">{card.title}</span>
      <span className="muted small">{formatAgo(card.trashedAt ?? card.updatedAt ?? '')}</span>
      <Button onClick={() => restore.mutate()} loading={restore.isPending}>
        {t('curate.restore')}
      </Button>
    </li>
  );
}
