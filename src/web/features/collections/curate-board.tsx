import {
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addSection, moveItems, type CollectionItem, type CollectionView } from '../../api/collections.js';
import { atEnd, dropOn, moved, type Destination } from './arrange.js';
import { CurateSection } from './curate-section.js';
import { ItemCover, useItemTitle } from './item-words.js';
import type { Curation } from './use-curation.js';
import { useAnnouncements } from './use-announcements.js';

interface Props {
  collection: CollectionView;
  items: CollectionItem[];
  curation: Curation;
}

/** All sections with their items, which are dragged or moved with the keyboard to where they belong. */
export function CurateBoard({ collection, items, curation }: Props) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<CollectionItem | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const { id, sections } = collection;
  const move = (itemId: string, to: Destination | null) => {
    if (!to) return;
    void curation
      .change({
        send: (rev) => moveItems(id, rev, { itemIds: [itemId], ...to }),
        ahead: (list) => moved(list, sections, itemId, to),
      })
      .catch(() => undefined);
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    if (!over) return;
    const itemId = String(active.id);
    const target = String(over.id);
    const section = sections.find((one) => `section ${one.id}` === target);
    move(itemId, section ? atEnd(items, itemId, section.id) : dropOn(items, itemId, target));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={useAnnouncements(items)}
      onDragStart={({ active }) => setDragged(items.find((item) => item.id === active.id) ?? null)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={onDragEnd}
    >
      <SortableContext items={items.map((item) => item.id)} strategy={verticalListSortingStrategy}>
        {sections.map((section, index) => (
          <CurateSection
            key={section.id}
            collection={collection}
            section={section}
            index={index}
            items={items}
            curation={curation}
            onMove={move}
          />
        ))}
      </SortableContext>
      <DragOverlay>{dragged && <Lifted item={dragged} />}</DragOverlay>
      <Button
        icon={<PlusOutlined aria-hidden />}
        loading={curation.busy}
        onClick={() =>
          void curation.change({ send: () => addSection(id, { title: '' }) }).catch(() => undefined)
        }
      >
        {t('curate.section')}
      </Button>
    </DndContext>
  );
}

function Lifted({ item }: { item: CollectionItem }) {
  const titleOf = useItemTitle();
  return (
    <div className="curate-item curate-lifted">
      <span />
      <ItemCover item={item} />
      <b className="ellipsis">{titleOf(item)}</b>
    </div>
  );
}
