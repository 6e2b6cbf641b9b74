import {
  DndContext,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
  type CollisionDetection,
  type DragEndEvent,
} from '@dnd-kit/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updateLesson, type PlanLesson, type PlanView } from '../../api/plans.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { CalendarWeek } from './calendar-week.js';
import { movedTo, type WeekPlace } from './move-lesson.js';
import type { PlanActing } from './use-plan-act.js';
import { useWeekAnnouncements } from './use-week-announcements.js';
import { toNextWeek } from './week-coordinates.js';
import { todayIn, weekOf } from './weeks.js';

interface Props {
  plan: PlanView;
  lessons: PlanLesson[];
  acting: PlanActing;
}

/** By the pointer where there is one, by what is covered where the keyboard drags. */
const overWeek: CollisionDetection = (args) =>
  args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args);

/** The weeks of a plan one under the other, the present one marked; lessons are dragged, or moved by their menu. */
export function CalendarView({ plan, lessons, acting }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const [dragged, setDragged] = useState<PlanLesson | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: toNextWeek }),
  );
  const present = weekOf(plan.startsOn, todayIn(plan.timeZone));
  const here = useRef<HTMLLIElement>(null);
  // A block: browsers answer with a promise now, and what an effect gives back is called at its end.
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const move = (lesson: PlanLesson, place: WeekPlace) =>
    void acting.act({
      send: () => updateLesson({ planId: plan.id, id: lesson.id }, lesson.rev, place),
      ahead: (list) => movedTo(list, lesson.id, place),
    });
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const lesson = lessons.find(({ id }) => id === active.id);
    const week = Number(over?.id ?? 0);
    if (!lesson || week === 0 || week === lesson.week) return;
    move(lesson, { week, afterId: lessons.filter((one) => one.week === week).at(-1)?.id ?? null });
  };
  const weeks = Array.from({ length: plan.weeks }, (_, i) => i + 1);
  const moves = plan.organizes && plan.state !== 'closed';
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={overWeek}
      accessibility={useWeekAnnouncements(lessons)}
      onDragStart={({ active }) => setDragged(lessons.find(({ id }) => id === active.id) ?? null)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={onDragEnd}
    >
      {moves && !phone && <p className="muted small calendar-hint">{t('plans.dragHint')}</p>}
      <ol className="calendar">
        {weeks.map((week) => (
          <CalendarWeek
            key={week}
            plan={plan}
            week={week}
            present={week === present}
            ref={week === present ? here : undefined}
            lessons={lessons.filter((lesson) => lesson.week === week && lesson.state !== 'dropped')}
            onMove={moves ? move : undefined}
          />
        ))}
      </ol>
      <DragOverlay>
        {dragged && <div className="calendar-lesson calendar-lifted">{dragged.title}</div>}
      </DragOverlay>
    </DndContext>
  );
}
