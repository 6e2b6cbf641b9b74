import { EllipsisOutlined, EyeInvisibleOutlined, HolderOutlined } from '@ant-design/icons';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  askToWiden,
  removeItems,
  updateItem,
  type CollectionItem,
  type CollectionView,
} from '../../api/collections.js';
import { formatAgo } from '../../ui/format.js';
import { atEnd, step, type Destination } from './arrange.js';
import { ItemCover, ItemMeta, useItemTitle } from './item-words.js';
import { PinnedNewer } from './newer-version.js';
import { PinDialog } from './pin-dialog.js';
import type { Curation } from './use-curation.js';
import { usePinning } from './use-pinning.js';
import { useWho } from './use-who.js';
import { Words } from './words.js';

interface Props {
  collection: CollectionView;
  item: CollectionItem;
  /** of the whole collection */
  items: CollectionItem[];
  curation: Curation;
  onMove: (itemId: string, to: Destination | null) => void;
}

/** One place of a collection while it is being put together. */
export function CurateItem({ collection, item, items, curation, onMove }: Props) {
  const { t } = useTranslation();
  const title = useItemTitle()(item);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: item.id });
  const gap = item.curating?.gap ?? null;
  const link = item.resource
    ? `/resources/${item.resource.id}`
    : item.collection && `/collections/${item.collection.id}`;
  return (
    <li
      ref={setNodeRef}
      className={`curate-item${isDragging ? ' curate-dragging' : ''}${gap ? ' curate-gap' : ''}`}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        className="plain-button curate-handle"
        aria-label={t('curate.drag', { title })}
        {...attributes}
        {...listeners}
      >
        <HolderOutlined aria-hidden />
      </button>
      <ItemCover item={item} />
      <div className="curate-words">
        {link && !gap ? (
          <Link to={link} className="curate-name">
            {title}
          </Link>
        ) : item.link ? (
          <a href={item.link.url} target="_blank" rel="noopener noreferrer" className="curate-name">
            {title}
          </a>
        ) : (
          <span className="curate-name">{gap && item.resource ? item.resource.title : title}</span>
        )}
        {gap ? <Gap item={item} /> : <ItemMeta item={item} />}
        <PinnedNewer collection={collection} item={item} curation={curation} />
        {!gap && <Unseen collection={collection} item={item} curation={curation} />}
        <Words
          key={item.note}
          value={item.note}
          maxLength={1000}
          placeholder={t('curate.noteAdd')}
          long
          className="curate-note"
          onSave={(note) =>
            void curation
              .change({ send: (rev) => updateItem(collection.id, rev, item.id, { note }) })
              .catch(() => undefined)
          }
        />
      </div>
      <ItemMenu
        collection={collection}
        item={item}
        items={items}
        curation={curation}
        onMove={onMove}
        title={title}
      />
    </li>
  );
}

function Gap({ item }: { item: CollectionItem }) {
  const { t } = useTranslation();
  const { gap = null, addedBy } = item.curating ?? {};
  return (
    <span className="muted small">
      {gap && item.resource && `${t(`curate.gap.${gap}`)} · `}
      {t('curate.gapBy', { name: addedBy?.name ?? '' })}
    </span>
  );
}

/** Whom of the audience it leaves out, with the one press that may change it. */
function Unseen({ collection, item, curation }: Pick<Props, 'collection' | 'item' | 'curation'>) {
  const { t } = useTranslation();
  const who = useWho();
  const note = item.curating;
  if (!note || note.unseenBy.length === 0) return null;
  const ask = () =>
    void curation
      .change({ send: () => askToWiden(collection.id, item.id), done: t('curate.askedNow') })
      .catch(() => undefined);
  return (
    <span className="curate-unseen">
      <span className="tone tone-amber">
        <EyeInvisibleOutlined aria-hidden />{' '}
        {t('curate.unseen', { who: who(note.unseenBy, note.unseenMore) })}
      </span>
      {note.mayWiden && item.resource ? (
        <Link to={`/resources/${item.resource.id}`}>{t('curate.widen')}</Link>
      ) : note.askedAt ? (
        <span className="muted small">{t('curate.asked', { time: formatAgo(note.askedAt) })}</span>
      ) : (
        <Button size="small" onClick={ask} disabled={curation.busy}>
          {t('curate.ask')}
        </Button>
      )}
    </span>
  );
}

function ItemMenu({ collection, item, items, curation, onMove, title }: Props & { title: string }) {
  const { t } = useTranslation();
  const { id, sections } = collection;
  const [choosing, setChoosing] = useState(false);
  const pins = usePinning({ collection, item, curation });
  const up = step(items, item.id, -1);
  const down = step(items, item.id, 1);
  const others = sections
    .map((section, i) => ({ section, n: i + 1 }))
    .filter(({ section }) => section.id !== item.sectionId);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'up', label: t('curate.up'), disabled: !up, onClick: () => onMove(item.id, up) },
            { key: 'down', label: t('curate.down'), disabled: !down, onClick: () => onMove(item.id, down) },
            ...others.map(({ section, n }) => ({
              key: section.id,
              label: t('curate.toSection', { title: section.title || t('curate.first', { n }) }),
              onClick: () => onMove(item.id, atEnd(items, item.id, section.id)),
            })),
            ...(pins.pin || pins.follow || pins.choosable ? [{ type: 'divider' as const }] : []),
            ...(pins.pin ? [{ key: 'pin', label: t('pins.pin'), onClick: pins.pin }] : []),
            ...(pins.choosable
              ? [{ key: 'choose', label: t('pins.choose'), onClick: () => setChoosing(true) }]
              : []),
            ...(pins.follow ? [{ key: 'follow', label: t('pins.follow'), onClick: pins.follow }] : []),
            { type: 'divider' as const },
            {
              key: 'remove',
              danger: true,
              label: t('curate.remove'),
              onClick: () =>
                void curation
                  .change({
                    send: (rev) => removeItems(id, rev, [item.id]),
                    ahead: (list) => list.filter((one) => one.id !== item.id),
                    done: t('curate.removed'),
                  })
                  .catch(() => undefined),
            },
          ],
        }}
      >
        <Button
          type="text"
          icon={<EllipsisOutlined aria-hidden />}
          aria-label={t('curate.moreOf', { title })}
        />
      </Dropdown>
      {choosing && (
        <PinDialog
          collection={collection}
          item={item}
          curation={curation}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}
