import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Modal, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addItems,
  readCollections,
  type CollectionItem,
  type CollectionSection,
  type CollectionView,
  type NewItem,
} from '../../api/collections.js';
import { search } from '../../api/discovery.js';
import { keys } from '../../api/keys.js';
import { Cover } from '../../ui/cover.js';
import { ResourceMeta, SchoolBadge } from '../../ui/resource-meta.js';
import { useDebounced } from '../../ui/use-debounced.js';
import { CollectionCover, CollectionPlace } from './collection-tile.js';
import type { Curation } from './use-curation.js';

interface Props {
  collection: CollectionView;
  section: CollectionSection;
  items: CollectionItem[];
  curation: Curation;
  onClose: () => void;
}
type Put = (items: NewItem[]) => void;

/** Putting things into a section: resources that are found, a web page, another collection. */
export function AddDialog({ collection, section, items, curation, onClose }: Props) {
  const { t } = useTranslation();
  const put: Put = (added) =>
    void curation
      .change({ send: () => addItems(collection.id, { sectionId: section.id, items: added }) })
      .then(onClose, () => undefined);
  return (
    <Modal open width={640} title={section.title || t('curate.add')} footer={null} onCancel={onClose}>
      <Tabs
        items={[
          {
            key: 'resource',
            label: t('curate.addResource'),
            children: (
              <FindResources collection={collection} items={items} busy={curation.busy} onPut={put} />
            ),
          },
          {
            key: 'link',
            label: t('curate.addLink'),
            children: <NewLink busy={curation.busy} onPut={put} />,
          },
          {
            key: 'collection',
            label: t('curate.addCollection'),
            children: <FindCollections collection={collection} busy={curation.busy} onPut={put} />,
          },
        ]}
      />
    </Modal>
  );
}

function FindResources({
  collection,
  items,
  busy,
  onPut,
}: {
  collection: CollectionView;
  items: CollectionItem[];
  busy: boolean;
  onPut: Put;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const wanted = useDebounced(text.trim(), 250);
  const filters = {
    text: wanted,
    stage: [],
    // Nothing typed yet: what fits the collection.
    subject: wanted === '' && collection.subject ? [collection.subject] : [],
    grade: [],
    type: [],
    school: [],
    node: wanted === '' ? (collection.chapterId ?? collection.bookId) : null,
    sort: wanted === '' ? ('newest' as const) : ('relevance' as const),
  };
  const query = useQuery({
    queryKey: keys.search(filters),
    queryFn: ({ signal }) => search(filters, undefined, signal),
    placeholderData: (before) => before,
  });
  const inside = new Set(items.flatMap((item) => item.resource?.id ?? []));
  const hits = query.data?.items ?? [];
  const toggle = (id: string, taken: boolean) =>
    setChosen((before) => (taken ? [...before, id] : before.filter((one) => one !== id)));
  return (
    <div className="add-pane">
      <Input.Search
        autoFocus
        allowClear
        value={text}
        loading={query.isFetching}
        placeholder={t('curate.findResource')}
        aria-label={t('curate.findResource')}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="add-list">
        {hits.map(({ resource }) => (
          <li key={resource.id}>
            <Checkbox
              checked={chosen.includes(resource.id)}
              onChange={(event) => toggle(resource.id, event.target.checked)}
            >
              <span className="add-hit">
                <Cover resource={resource} />
                <span className="add-words">
                  <b>{resource.title || t('resource.untitled')}</b>
                  <ResourceMeta card={resource} />
                  <span className="row">
                    <SchoolBadge school={resource.school} />
                    {inside.has(resource.id) && <span className="tone tone-grey">{t('curate.already')}</span>}
                  </span>
                </span>
              </span>
            </Checkbox>
          </li>
        ))}
        {query.isSuccess && hits.length === 0 && <li className="muted">{t('curate.nothingFound')}</li>}
      </ul>
      <Button
        type="primary"
        disabled={chosen.length === 0}
        loading={busy}
        onClick={() => onPut(chosen.map((resourceId) => ({ kind: 'resource', resourceId })))}
      >
        {t('curate.chosen', { count: chosen.length })}
      </Button>
    </div>
  );
}

function NewLink({ busy, onPut }: { busy: boolean; onPut: Put }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState('');
  const [title, setTitle] = useState('');
  return (
    <div className="add-pane">
      <label className="field">
        <span>{t('curate.linkUrl')}</span>
        <Input
          value={url}
          inputMode="url"
          placeholder="https://"
          onChange={(event) => setUrl(event.target.value)}
        />
      </label>
      <label className="field">
        <span>{t('curate.linkTitle')}</span>
        <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <Button
        type="primary"
        disabled={!/^https?:\/\/./.test(url.trim()) || title.trim() === ''}
        loading={busy}
        onClick={() => onPut([{ kind: 'link', url: url.trim(), title: title.trim() }])}
      >
        {t('curate.add')}
      </Button>
    </div>
  );
}

function FindCollections({
  collection,
  busy,
  onPut,
}: {
  collection: CollectionView;
  busy: boolean;
  onPut: Put;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const wanted = useDebounced(text.trim(), 250);
  const filter = { text: wanted || undefined };
  const query = useQuery({
    queryKey: [...keys.collections('newest', filter), 'short'],
    queryFn: () => readCollections('newest', filter, undefined, 20),
    placeholderData: (before) => before,
  });
  const found = (query.data?.items ?? []).filter(({ id }) => id !== collection.id);
  return (
    <div className="add-pane">
      <Input.Search
        allowClear
        value={text}
        placeholder={t('curate.findCollection')}
        aria-label={t('curate.findCollection')}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="add-list">
        {found.map((card) => (
          <li key={card.id} className="add-hit">
            <CollectionCover covers={card.covers} />
            <span className="add-words">
              <b>{card.title}</b>
              <CollectionPlace card={card} />
            </span>
            <Button
              loading={busy}
              onClick={() => onPut([{ kind: 'collection', collectionId: card.id }])}
              aria-label={`${t('curate.add')} ${card.title}`}
            >
              {t('curate.add')}
            </Button>
          </li>
        ))}
        {query.isSuccess && found.length === 0 && <li className="muted">{t('curate.nothingFound')}</li>}
      </ul>
    </div>
  );
}
