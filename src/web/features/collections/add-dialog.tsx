import { Button, Checkbox, Modal, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addItems,
  type CollectionItem,
  type CollectionSection,
  type CollectionView,
  type NewItem,
} from '../../api/collections.js';
import { FoundCollection, FoundResource, useFoundCollections, useFoundResources } from './find-items.js';
import { FindField, linkItem, LinkFields, NO_LINK } from './item-fields.js';
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
  const { text, setText, query, found } = useFoundResources(collection);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const inside = new Set(items.flatMap((item) => item.resource?.id ?? []));
  const toggle = (id: string, taken: boolean) =>
    setChosen((before) => (taken ? [...before, id] : before.filter((one) => one !== id)));
  return (
    <div className="add-pane">
      <FindField
        autoFocus
        loading={query.isFetching}
        label={t('curate.findResource')}
        value={text}
        onChange={setText}
      />
      <ul className="add-list">
        {found.map((resource) => (
          <li key={resource.id}>
            <Checkbox
              checked={chosen.includes(resource.id)}
              onChange={(event) => toggle(resource.id, event.target.checked)}
            >
              <FoundResource resource={resource} inside={inside.has(resource.id)} />
            </Checkbox>
          </li>
        ))}
        {query.isSuccess && found.length === 0 && <li className="muted">{t('curate.nothingFound')}</li>}
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
  const [words, setWords] = useState(NO_LINK);
  const item = linkItem(words);
  return (
    <div className="add-pane">
      <LinkFields value={words} onChange={setWords} />
      <Button type="primary" disabled={!item} loading={busy} onClick={() => item && onPut([item])}>
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
  const { text, setText, query, found } = useFoundCollections(collection);
  return (
    <div className="add-pane">
      <FindField label={t('curate.findCollection')} value={text} onChange={setText} />
      <ul className="add-list">
        {found.map((card) => (
          <li key={card.id} className="add-hit">
            <FoundCollection card={card} />
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
