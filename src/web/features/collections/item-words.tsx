import { BookOutlined, LinkOutlined, StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CollectionItem } from '../../api/collections.js';
import { Cover } from '../../ui/cover.js';
import { formatDuration } from '../../ui/format.js';
import { ResourceMeta, SchoolBadge } from '../../ui/resource-meta.js';
import { CollectionCover, CollectionPlace } from './collection-tile.js';
import { PinBadge } from './pin-badge.js';

/** An item, or what is proposed as one. */
type Shown = Pick<CollectionItem, 'kind' | 'resource' | 'collection' | 'link' | 'from' | 'to'> &
  Partial<Pick<CollectionItem, 'curating' | 'pinned'>>;

/** What an item is called; gaps have no name. */
export function useItemTitle() {
  const { t } = useTranslation();
  return ({ resource, collection, link, curating }: Shown): string => {
    if (resource) return resource.title || t('resource.untitled');
    if (collection) return collection.title;
    if (link) return link.title;
    return t(`curate.gap.${curating?.gap ?? 'away'}`);
  };
}

/** Which pages or seconds of a file; nothing for the whole of something. */
export function useRange() {
  const { t } = useTranslation();
  return ({ kind, from, to }: Shown): string => {
    if (from === null || to === null) return '';
    if (kind === 'span') return t('collections.span', { from: formatDuration(from), to: formatDuration(to) });
    return t(from === to ? 'collections.page' : 'collections.pages', { from, to });
  };
}

/** The small picture of an item. */
export function ItemCover({ item }: { item: Shown }) {
  if (item.resource) return <Cover resource={item.resource} />;
  if (item.collection) return <CollectionCover covers={item.collection.covers} />;
  return (
    <span className="item-sign" aria-hidden>
      {item.link ? <LinkOutlined /> : item.curating ? <StopOutlined /> : <BookOutlined />}
    </span>
  );
}

/** Type, range, school and author of an item, as far as it has them. */
export function ItemMeta({ item }: { item: Shown }) {
  const { t } = useTranslation();
  const range = useRange()(item);
  if (item.resource)
    return (
      <span className="item-meta">
        {range && <span className="tone tone-green">{range}</span>}
        <PinBadge item={item} />
        <ResourceMeta card={item.resource} />
        <SchoolBadge school={item.resource.school} />
        <span className="muted small nowrap">{item.resource.author.name}</span>
      </span>
    );
  if (item.collection)
    return (
      <span className="item-meta">
        <span className="type-tag">{t('collections.kind.collection')}</span>
        <CollectionPlace card={item.collection} />
        <SchoolBadge school={item.collection.school} />
      </span>
    );
  if (item.link)
    return (
      <span className="item-meta">
        <span className="type-tag">{t('collections.kind.link')}</span>
        <span className="muted small ellipsis">{hostOf(item.link.url)}</span>
      </span>
    );
  return null;
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
