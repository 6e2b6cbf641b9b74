import type { Announcements, ScreenReaderInstructions } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import type { CollectionItem } from '../../api/collections.js';
import { useItemTitle } from './item-words.js';

/** What somebody hears who drags with the keyboard and does not see the page. */
export function useAnnouncements(items: readonly CollectionItem[]): {
  announcements: Announcements;
  screenReaderInstructions: ScreenReaderInstructions;
} {
  const { t } = useTranslation();
  const titleOf = useItemTitle();
  const named = (id: string | number) => {
    const item = items.find((one) => one.id === id);
    return item ? titleOf(item) : '';
  };
  return {
    screenReaderInstructions: { draggable: t('curate.dragHelp') },
    announcements: {
      onDragStart: ({ active }) => t('curate.lifted', { title: named(active.id) }),
      onDragOver: ({ active, over }) =>
        over ? t('curate.over', { title: named(active.id), over: named(over.id) }) : undefined,
      onDragEnd: ({ active, over }) =>
        over ? t('curate.dropped', { title: named(active.id), over: named(over.id) }) : undefined,
      onDragCancel: ({ active }) => t('curate.cancelled', { title: named(active.id) }),
    },
  };
}
