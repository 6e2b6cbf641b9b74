import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { keys } from '../../api/keys.js';
import { readLessons, readPlan, type PlanLesson, type PlanView } from '../../api/plans.js';
import { ErrorState, State } from '../../ui/states.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { useTitle } from '../../ui/use-title.js';
import { AddLessonsDialog } from './add-lessons-dialog.js';
import { BoardView } from './board-view.js';
import { CalendarView } from './calendar-view.js';
import { LessonDialog } from './lesson-dialog.js';
import { ManyLessonsBar } from './many-lessons-bar.js';
import { PeopleView } from './people-view.js';
import { PlanHead } from './plan-head.js';
import { usePlanAct } from './use-plan-act.js';
import { PLAN_VIEWS, usePlanView } from './use-plan-view.js';
import './plans.css';

/** A plan: its lessons as a board or by weeks, and who has done what. */
export function PlanPage() {
  const { id = '' } = useParams();
  const acting = usePlanAct(id);
  const plan = useQuery({ queryKey: keys.plan(id), queryFn: () => readPlan(id) });
  const lessons = useQuery({
    queryKey: keys.lessons(id),
    queryFn: () => readLessons(id),
    refetchOnWindowFocus: true,
  });
  useTitle(plan.data?.title);
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />;
  if (plan.isPending)
    return (
      <div className="page">
        <div className="bone" style={{ height: '70vh' }} />
      </div>
    );
  return (
    <article className="page plan-page">
      <PlanHead plan={plan.data} acting={acting} />
      {lessons.isPending && <div className="bone" style={{ height: 360 }} />}
      {lessons.isError && <ErrorState error={lessons.error} onRetry={() => void lessons.refetch()} compact />}
      {lessons.data && <Lessons plan={plan.data} lessons={lessons.data.items} acting={acting} />}
    </article>
  );
}

interface LessonsProps {
  plan: PlanView;
  lessons: PlanLesson[];
  acting: ReturnType<typeof usePlanAct>;
}

function Lessons({ plan, lessons, acting }: LessonsProps) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const [view, setView] = usePlanView();
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<PlanLesson | null>(null);
  const changes = plan.organizes && plan.state !== 'closed';
  const add = changes && (
    <Button
      type={lessons.length === 0 ? 'primary' : 'default'}
      icon={<PlusOutlined aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {t('plans.addLessons')}
    </Button>
  );
  return (
    <>
      <div className="row-wrap plan-tools">
        <Segmented
          value={view}
          aria-label={t('plans.views')}
          options={PLAN_VIEWS.map((value) => ({ value, label: t(`plans.view.${value}`) }))}
          onChange={setView}
        />
        <span className="grow" />
        {changes && view === 'board' && !phone && lessons.length > 1 && chosen === null && (
          <Button onClick={() => setChosen(new Set())}>{t('plans.many')}</Button>
        )}
        {lessons.length > 0 && add}
      </div>
      {lessons.length === 0 && (
        <State
          drawing="empty"
          title={t('plans.noLessons')}
          text={t(changes ? 'plans.noLessonsText' : 'plans.noLessonsReader')}
          compact
        >
          {add}
        </State>
      )}
      {lessons.length > 0 && view === 'board' && (
        <>
          {chosen && (
            <ManyLessonsBar
              plan={plan}
              lessons={lessons}
              acting={acting}
              chosen={chosen}
              onChoose={setChosen}
            />
          )}
          <BoardView
            plan={plan}
            lessons={lessons}
            chosen={chosen}
            onChoose={setChosen}
            onEdit={changes ? setEdited : undefined}
          />
        </>
      )}
      {lessons.length > 0 && view === 'calendar' && (
        <CalendarView plan={plan} lessons={lessons} acting={acting} />
      )}
      {lessons.length > 0 && view === 'people' && <PeopleView plan={plan} lessons={lessons} />}
      {adding && <AddLessonsDialog plan={plan} acting={acting} onClose={() => setAdding(false)} />}
      {edited && <LessonDialog plan={plan} lesson={edited} acting={acting} onClose={() => setEdited(null)} />}
    </>
  );
}
