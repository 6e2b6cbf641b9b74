import type { Announcements, ScreenReaderInstructions } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import type { PlanLesson } from '../../api/plans.js';

/** What somebody hears who moves a lesson with the keyboard and does not see the page. */
export function useWeekAnnouncements(lessons: readonly PlanLesson[]): {
  announcements: Announcements;
  screenReaderInstructions: ScreenReaderInstructions;
} {
  const { t } = useTranslation();
  const titleOf = (id: string | number) => lessons.find((one) => one.id === id)?.title ?? '';
  return {
    screenReaderInstructions: { draggable: t('plans.dragHelp') },
    announcements: {
      onDragStart: ({ active }) => t('curate.lifted', { title: titleOf(active.id) }),
      onDragOver: ({ active, over }) =>
        over ? t('plans.overWeek', { title: titleOf(active.id), week: over.id }) : undefined,
      onDragEnd: ({ active, over }) =>
        over ? t('plans.movedToWeek', { title: titleOf(active.id), week: over.id }) : undefined,
      onDragCancel: ({ active }) => t('curate.cancelled', { title: titleOf(active.id) }),
    },
  };
}
