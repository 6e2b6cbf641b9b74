import { EllipsisOutlined, HolderOutlined } from '@ant-design/icons';
import { useDraggable, useDroppable } from '@dnd-kit/core';
import { Button, Dropdown } from 'antd';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PlanLesson, PlanView } from '../../api/plans.js';
import { stepWithin, type WeekPlace } from './move-lesson.js';
import { LeadWords } from './plan-words.js';
import { weekWords } from './weeks.js';

interface Props {
  plan: PlanView;
  week: number;
  /** it is this week */
  present: boolean;
  lessons: PlanLesson[];
  /** for who may move them */
  onMove?: ((lesson: PlanLesson, to: WeekPlace) => void) | undefined;
  ref?: Ref<HTMLLIElement> | undefined;
}

/** A week and its lessons. */
export function CalendarWeek({ plan, week, present, lessons, onMove, ref }: Props) {
  const { t } = useTranslation();
  const { setNodeRef, isOver } = useDroppable({ id: week, disabled: !onMove });
  const look = ['calendar-week', present && 'calendar-present', isOver && 'calendar-over'];
  return (
    <li ref={ref} className={look.filter(Boolean).join(' ')} aria-current={present ? 'date' : undefined}>
      <div className="calendar-date">
        <b>{t('plans.week', { week })}</b>
        <span className="muted small">{weekWords(plan.startsOn, week)}</span>
        {present && <span className="tone tone-green">{t('plans.thisWeek')}</span>}
      </div>
      <ul ref={setNodeRef} className="calendar-lessons">
        {lessons.map((lesson) => (
          <CalendarLesson key={lesson.id} plan={plan} lesson={lesson} lessons={lessons} onMove={onMove} />
        ))}
      </ul>
    </li>
  );
}

interface LessonProps extends Pick<Props, 'plan' | 'lessons' | 'onMove'> {
  lesson: PlanLesson;
}

function CalendarLesson({ plan, lesson, lessons, onMove }: LessonProps) {
  const { t } = useTranslation();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
    id: lesson.id,
    disabled: !onMove,
  });
  const { title, state, late } = lesson;
  const look = ['calendar-lesson', `calendar-${state}`, isDragging && 'calendar-dragging'];
  return (
    <li ref={setNodeRef} className={look.filter(Boolean).join(' ')}>
      {onMove && (
        <button
          type="button"
          ref={setActivatorNodeRef}
          className="plain-button calendar-handle"
          aria-label={t('plans.dragLesson', { title })}
          {...attributes}
          {...listeners}
        >
          <HolderOutlined aria-hidden />
        </button>
      )}
      <span className="grow">
        <Link to={`/plans/${plan.id}/lessons/${lesson.id}`} className="lesson-title">
          {title}
        </Link>
        <span className="small calendar-words">
          <span className={`calendar-state calendar-state-${state}`}>{t(`lesson.state.${state}`)}</span>
          <span className="muted">
            <LeadWords lead={lesson.lead} />
          </span>
          {late && <span className="lesson-late">{t('lesson.late')}</span>}
        </span>
      </span>
      {onMove && <MoveMenu plan={plan} lesson={lesson} lessons={lessons} onMove={onMove} />}
    </li>
  );
}

function MoveMenu({ plan, lesson, lessons, onMove }: LessonProps & { onMove: NonNullable<Props['onMove']> }) {
  const { t } = useTranslation();
  const { week, id } = lesson;
  const to = (place: WeekPlace | null) => ({
    disabled: place === null || place.week < 1 || place.week > plan.weeks,
    onClick: () => place && onMove(lesson, place),
  });
  const entry = (key: string, label: string, place: WeekPlace | null) => ({ key, label, ...to(place) });
  const others = Array.from({ length: plan.weeks }, (_, i) => i + 1).filter((other) => other !== week);
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          entry('earlier', t('plans.weekEarlier'), { week: week - 1, afterId: null }),
          entry('later', t('plans.weekLater'), { week: week + 1, afterId: null }),
          entry('up', t('curate.up'), stepWithin(lessons, id, -1)),
          entry('down', t('curate.down'), stepWithin(lessons, id, 1)),
          {
            key: 'weeks',
            label: t('plans.toWeek'),
            popupClassName: 'calendar-menu',
            children: others.map((other) =>
              entry(
                `week ${other}`,
                `${t('plans.week', { week: other })} · ${weekWords(plan.startsOn, other)}`,
                { week: other, afterId: null },
              ),
            ),
          },
        ],
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<EllipsisOutlined aria-hidden />}
        aria-label={t('curate.moreOf', { title: lesson.title })}
      />
    </Dropdown>
  );
}
