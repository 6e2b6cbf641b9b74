import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LessonKey, LessonView, PlanView } from '../../api/plans.js';
import { ActDialog, type WholeAct } from './act-dialog.js';
import { LessonDialog } from './lesson-dialog.js';
import { LessonSteps } from './lesson-steps.js';
import type { NextThing } from './next-step.js';
import { DueWords, LeadWords, LessonStateTag, WeekWords } from './plan-words.js';
import type { PlanActing } from './use-plan-act.js';

interface Props {
  plan: PlanView;
  lesson: LessonView;
  lessonKey: LessonKey;
  acting: PlanActing;
  /** what is mine to do next */
  next: NextThing | null;
  /** does what is next, but for what this head does itself */
  onNext: (thing: NextThing) => void;
  onLay: () => void;
}

/** What lesson it is, where it stands, and the one thing that is next. */
export function LessonHead({ plan, lesson, lessonKey, acting, next, onNext, onLay }: Props) {
  const { t } = useTranslation();
  const [act, setAct] = useState<WholeAct | null>(null);
  const [editing, setEditing] = useState(false);
  // a lesson mostly bears the name of its chapter
  const above = lesson.chapterPath.filter((name) => name !== lesson.title);
  const changes = plan.organizes && plan.state !== 'closed';
  const items = [
    ...lesson.acts
      .filter((one) => one !== next)
      .map((one) => ({
        key: one,
        label: t(one === 'lay' && lesson.draft ? 'lesson.layAnother' : `lesson.act.${one}`),
        danger: one === 'drop',
        onClick: () => (one === 'lay' ? onLay() : setAct(one)),
      })),
    ...(changes
      ? [{ key: 'edit', label: t('lesson.edit'), danger: false, onClick: () => setEditing(true) }]
      : []),
  ];
  return (
    <header className="lesson-head">
      <Link to={`/plans/${plan.id}`} className="small">
        {plan.title}
      </Link>
      <div className="row-wrap plan-head-row">
        <h1 className="grow">
          {lesson.title} <LessonStateTag state={lesson.state} />
        </h1>
        <div className="row lesson-next">
          {next && (
            <Button
              type="primary"
              loading={acting.busy}
              onClick={() => (next === 'agree' ? setAct('agree') : onNext(next))}
            >
              {t(`lesson.next.${next}`, { count: lesson.remarks })}
            </Button>
          )}
          {items.length > 0 && (
            <Dropdown trigger={['click']} menu={{ items }}>
              <Button icon={<EllipsisOutlined aria-hidden />} aria-label={t('actions.more')} />
            </Dropdown>
          )}
        </div>
      </div>
      <p className="row-wrap muted small">
        <span>
          <WeekWords startsOn={plan.startsOn} week={lesson.week} />
        </span>
        {above.length > 0 && <span>{above.join(' › ')}</span>}
        <span>
          <LeadWords lead={lesson.lead} />
        </span>
        <DueWords lesson={lesson} />
      </p>
      <LessonSteps lesson={lesson} />
      {act && (
        <ActDialog
          lessonKey={lessonKey}
          lesson={lesson}
          act={act}
          acting={acting}
          onClose={() => setAct(null)}
        />
      )}
      {editing && (
        <LessonDialog plan={plan} lesson={lesson} acting={acting} onClose={() => setEditing(false)} />
      )}
    </header>
  );
}
