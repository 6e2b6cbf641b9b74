import { ArrowLeftOutlined, ExportOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CollectionItem, CollectionView } from '../../api/collections.js';
import { ErrorState } from '../../ui/states.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { CollectionTile } from './collection-tile.js';
import { useItemTitle, useRange } from './item-words.js';
import { PinBadge } from './pin-badge.js';
import { NewerVersion } from './newer-version.js';
import { PresentButton } from './present-button.js';
import { useItemResource } from './use-item-resource.js';
import '../resource/resource.css';

const ResourcePeek = lazy(async () => ({
  default: (await import('../resource/resource-peek.js')).ResourcePeek,
}));

interface Props {
  collection: CollectionView;
  items: CollectionItem[];
  /** the id of the item that is being read */
  shown: string;
  /** null: back to the contents */
  onShow: (id: string | null) => void;
}

/** One item after the other, without going back to the list in between. */
export function ReadingView({ collection, items, shown, onShow }: Props) {
  const { t } = useTranslation();
  const titleOf = useItemTitle();
  const range = useRange();
  const at = items.findIndex((item) => item.id === shown);
  const item = items[at]!;
  const before = items[at - 1];
  const after = items[at + 1];
  const section = collection.sections.find(({ id }) => id === item.sectionId);
  const heading = useRef<HTMLHeadingElement>(null);
  const phone = useIsPhone();

  useEffect(() => {
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [shown]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'n' && after) onShow(after.id);
      if (event.key === 'p' && before) onShow(before.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [before, after, onShow]);

  return (
    <article className="page reading-page">
      <header className="reading-head">
        <Button
          type="text"
          icon={<ArrowLeftOutlined aria-hidden />}
          aria-label={t('collections.back')}
          onClick={() => onShow(null)}
        >
          {!phone && t('collections.back')}
        </Button>
        <span className="reading-where ellipsis muted">
          {[collection.title, section?.title].filter(Boolean).join(' › ')}
        </span>
        <PresentButton
          items={items}
          first={shown}
          bare={phone}
          onEnd={(last) => last !== shown && onShow(last)}
        />
        <Steps at={at} count={items.length} before={before} after={after} onShow={onShow} />
      </header>
      <h1 ref={heading} tabIndex={-1}>
        {titleOf(item)}
        {range(item) && <span className="tone tone-green reading-range">{range(item)}</span>}
        <PinBadge item={item} className="reading-range" />
      </h1>
      <NewerVersion collection={collection} item={item} />
      {item.note && <p className="reading-note">{item.note}</p>}
      <ItemBody key={item.id} item={item} />
      {after && (
        <button type="button" className="card reading-next" onClick={() => onShow(after.id)}>
          <span className="muted">{t('collections.next')}</span>
          <b className="ellipsis grow">{titleOf(after)}</b>
          <RightOutlined aria-hidden />
        </button>
      )}
    </article>
  );
}

interface StepsProps {
  at: number;
  count: number;
  before: CollectionItem | undefined;
  after: CollectionItem | undefined;
  onShow: (id: string) => void;
}

function Steps({ at, count, before, after, onShow }: StepsProps) {
  const { t } = useTranslation();
  return (
    <span className="reading-steps" title={t('collections.keys')}>
      <Button
        icon={<LeftOutlined aria-hidden />}
        disabled={!before}
        aria-label={t('collections.previous')}
        onClick={() => before && onShow(before.id)}
      />
      <span className="muted small nowrap" role="status">
        {t('collections.position', { at: at + 1, count })}
      </span>
      <Button
        icon={<RightOutlined aria-hidden />}
        disabled={!after}
        aria-label={t('collections.next')}
        onClick={() => after && onShow(after.id)}
      />
    </span>
  );
}

function ItemBody({ item }: { item: CollectionItem }) {
  const { t } = useTranslation();
  if (item.link)
    return (
      <a className="link-card" href={item.link.url} target="_blank" rel="noopener noreferrer">
        <ExportOutlined aria-hidden />
        <span className="grow">
          <b>{t('collections.openLink')}</b>
          <span className="ellipsis link-address">{item.link.url}</span>
        </span>
      </a>
    );
  if (item.collection)
    return (
      <div className="reading-collection">
        <CollectionTile card={item.collection} />
      </div>
    );
  return item.resource ? <ResourceBody item={item} resourceId={item.resource.id} /> : null;
}

function ResourceBody({ item, resourceId }: { item: CollectionItem; resourceId: string }) {
  const { t } = useTranslation();
  const query = useItemResource(item);
  if (query.isPending) return <div className="bone" style={{ height: '60vh' }} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  const begin =
    item.fileId !== null && item.from !== null ? { fileId: item.fileId, at: item.from } : undefined;
  return (
    <div className="reading-resource">
      <Suspense fallback={<div className="bone" style={{ height: '60vh' }} />}>
        <ResourcePeek resource={query.data} begin={begin} />
      </Suspense>
      <Link to={`/resources/${resourceId}`}>{t('collections.openResource')}</Link>
    </div>
  );
}
