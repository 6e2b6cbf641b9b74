import { EditOutlined, ReadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import {
  readCollection,
  readItems,
  type CollectionItem,
  type CollectionView,
} from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { formatAgo } from '../../ui/format.js';
import { SchoolBadge } from '../../ui/resource-meta.js';
import { ErrorState, State } from '../../ui/states.js';
import { useCanUpload } from '../../ui/use-can-upload.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { useTitle } from '../../ui/use-title.js';
import { ProposeButton } from '../proposals/propose-button.js';
import { has } from '../resource/rights.js';
import { CopiedFrom } from './copied-from.js';
import { CopyButton } from './copy-button.js';
import { CollectionPlace } from './collection-tile.js';
import { FollowButton } from './follow-button.js';
import { FoundList } from './found-list.js';
import { ItemCover, ItemMeta, useItemTitle } from './item-words.js';
import { PresentButton } from './present-button.js';
import { ReadingView } from './reading-view.js';
import { TakeMenu } from './take-menu.js';
import './collections.css';
import './outline-print.css';

/** A collection as its readers see it: the contents, or one item of it with the next and the one before. */
export function CollectionPage() {
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const view = useQuery({ queryKey: keys.collection(id), queryFn: () => readCollection(id) });
  const items = useQuery({
    queryKey: keys.collectionItems(id, 'reading'),
    queryFn: () => readItems(id, 'reading'),
    enabled: view.isSuccess,
  });
  useTitle(view.data?.title);
  if (view.isPending)
    return (
      <div className="page" aria-busy="true">
        <div className="bone" style={{ height: 30, width: '42%' }} />
        <div className="bone" style={{ height: '60vh', marginTop: 20 }} />
      </div>
    );
  if (view.isError) return <ErrorState error={view.error} onRetry={() => void view.refetch()} />;
  const shown = params.get('item');
  const open = items.data?.some((item) => item.id === shown);
  if (items.data && shown && open)
    return (
      <ReadingView
        collection={view.data}
        items={items.data}
        shown={shown}
        onShow={(next) => setParams(next ? { item: next } : {}, { replace: next !== null })}
      />
    );
  return (
    <article className="page collection-page">
      <CollectionHead collection={view.data} items={items.data ?? []} />
      {items.isPending && <div className="bone" style={{ height: 320 }} />}
      {items.isError && <ErrorState error={items.error} onRetry={() => void items.refetch()} compact />}
      {items.data && <Outline collection={view.data} items={items.data} />}
    </article>
  );
}

function CollectionHead({ collection, items }: { collection: CollectionView; items: CollectionItem[] }) {
  const { t } = useTranslation();
  const canCurate = useCanUpload();
  const phone = useIsPhone();
  const [first] = items;
  const when = collection.publishedAt ?? collection.updatedAt;
  return (
    <header className="collection-head">
      <div className="grow">
        <h1>{collection.title}</h1>
        <div className="row-wrap collection-sub">
          {collection.state === 'draft' && <span className="tone tone-grey">{t('collections.draft')}</span>}
          <CollectionPlace card={collection} />
          <SchoolBadge school={collection.school} />
          <span className="muted">{t('collections.by', { name: collection.author.name })}</span>
          {when && <span className="muted small">{formatAgo(when)}</span>}
        </div>
        <CopiedFrom collection={collection} />
        <p className="print-address">{window.location.origin + window.location.pathname}</p>
        {collection.summary && <p className="collection-words">{collection.summary}</p>}
      </div>
      <div className="row collection-acts">
        {first && (
          <Link to={`?item=${first.id}`} tabIndex={-1}>
            <Button type="primary" size="large" icon={<ReadOutlined aria-hidden />}>
              {t('collections.read')}
            </Button>
          </Link>
        )}
        {first && <PresentButton items={items} first={first.id} size="large" bare={phone} />}
        {collection.state === 'published' && collection.trashedAt === null && (
          <>
            <FollowButton collection={collection} />
            <ProposeButton collection={collection} />
          </>
        )}
        <TakeMenu collection={collection} />
        {canCurate && collection.trashedAt === null && <CopyButton id={collection.id} />}
        {has(collection.right, 'edit') && collection.trashedAt === null && (
          <Link to={`/collections/${collection.id}/edit`} tabIndex={-1}>
            <Button size="large" icon={<EditOutlined aria-hidden />}>
              {t('collections.edit')}
            </Button>
          </Link>
        )}
      </div>
    </header>
  );
}

function Outline({ collection, items }: { collection: CollectionView; items: CollectionItem[] }) {
  const { t } = useTranslation();
  const titleOf = useItemTitle();
  const number = new Map(items.map((item, i) => [item.id, i + 1]));
  if (items.length === 0 && collection.sections.every(({ text, search }) => text === '' && search === null))
    return (
      <State
        drawing="empty"
        title={t('collections.nothingToRead')}
        text={t('collections.nothingToReadText')}
        compact
      />
    );
  return collection.sections.map((section) => {
    const own = items.filter((item) => item.sectionId === section.id);
    if (own.length === 0 && section.text === '' && section.search === null) return null;
    return (
      <section key={section.id} className="outline-section">
        {section.title && <h2>{section.title}</h2>}
        {section.text && <p className="outline-text">{section.text}</p>}
        {own.length > 0 && (
          <ol className="card outline-list">
            {own.map((item) => (
              <li key={item.id}>
                <Link to={`?item=${item.id}`} className="outline-item">
                  <span className="outline-number">{number.get(item.id)}</span>
                  <ItemCover item={item} />
                  <span className="outline-words">
                    <b>{titleOf(item)}</b>
                    <ItemMeta item={item} />
                    {item.note && <span className="outline-note">{item.note}</span>}
                    <span className="print-address">{addressOf(item)}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ol>
        )}
        {section.search && <FoundList collectionId={collection.id} section={section} mode="reading" />}
      </section>
    );
  });
}

/** Where an item is found by somebody who reads it on paper. */
function addressOf({ resource, collection, link }: CollectionItem): string {
  if (link) return link.url;
  const path = resource ? `resources/${resource.id}` : `collections/${collection?.id ?? ''}`;
  return `${window.location.origin}/${path}`;
}
