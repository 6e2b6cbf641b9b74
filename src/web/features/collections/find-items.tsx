import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readCollections, type CollectionCard, type CollectionView } from '../../api/collections.js';
import { search } from '../../api/discovery.js';
import { keys } from '../../api/keys.js';
import type { ResourceCard } from '../../api/resources.js';
import { Cover } from '../../ui/cover.js';
import { ResourceMeta, SchoolBadge } from '../../ui/resource-meta.js';
import { useDebounced } from '../../ui/use-debounced.js';
import { CollectionCover, CollectionPlace } from './collection-tile.js';

/** Resources for a collection: what fits it, and once something is typed, what is found. */
export function useFoundResources(collection: CollectionView) {
  const [text, setText] = useState('');
  const wanted = useDebounced(text.trim(), 250);
  const filters = {
    text: wanted,
    stage: [],
    // Nothing typed yet: what fits the collection.
    subject: wanted === '' && collection.subject ? [collection.subject] : [],
    grade: [],
    type: [],
    school: [],
    mark: [],
    node: wanted === '' ? (collection.chapterId ?? collection.bookId) : null,
    sort: wanted === '' ? ('newest' as const) : ('relevance' as const),
  };
  const query = useQuery({
    queryKey: keys.search(filters),
    queryFn: ({ signal }) => search(filters, undefined, signal),
    placeholderData: (before) => before,
  });
  return { text, setText, query, found: query.data?.items.map(({ resource }) => resource) ?? [] };
}

/** Collections by name, for another one. */
export function useFoundCollections(other: CollectionView) {
  const [text, setText] = useState('');
  const wanted = useDebounced(text.trim(), 250);
  const filter = { text: wanted || undefined };
  const query = useQuery({
    queryKey: [...keys.collections('newest', filter), 'short'],
    queryFn: () => readCollections('newest', filter, undefined, 20),
    placeholderData: (before) => before,
  });
  return { text, setText, query, found: (query.data?.items ?? []).filter(({ id }) => id !== other.id) };
}

/** A resource in a list to choose from. */
export function FoundResource({ resource, inside }: { resource: ResourceCard; inside: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="add-hit">
      <Cover resource={resource} />
      <span className="add-words">
        <b>{resource.title || t('resource.untitled')}</b>
        <ResourceMeta card={resource} />
        <span className="row">
          <SchoolBadge school={resource.school} />
          {inside && <span className="tone tone-grey">{t('curate.already')}</span>}
        </span>
      </span>
    </span>
  );
}

/** A collection in a list to choose from: its cover and its words. */
export function FoundCollection({ card }: { card: CollectionCard }) {
  return (
    <>
      <CollectionCover covers={card.covers} />
      <span className="add-words">
        <b>{card.title}</b>
        <CollectionPlace card={card} />
      </span>
    </>
  );
}
