import { BulbOutlined, CommentOutlined, EditOutlined, FormOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PlanLesson, PlanView } from '../../api/plans.js';
import { DueWords, LeadWords, WeekWords } from './plan-words.js';

interface Props {
  plan: PlanView;
  lesson: PlanLesson;
  /** whether it is among those that are chosen; null while nothing is chosen */
  chosen?: boolean | null;
  onChoose?: (chosen: boolean) => void;
  onEdit?: (() => void) | undefined;
}

/** A lesson on the board: when, who leads it, what is due, and what has come of it. */
export function LessonCard({ plan, lesson, chosen = null, onChoose, onEdit }: Props) {
  const { t } = useTranslation();
  const { title, mine } = lesson;
  return (
    <article className={mine.leads ? 'lesson-card lesson-mine' : 'lesson-card'}>
      <div className="row lesson-card-head">
        {chosen !== null && (
          <Checkbox
            checked={chosen}
            aria-label={t('plans.chooseLesson', { title })}
            onChange={(event) => onChoose?.(event.target.checked)}
          />
        )}
        <Link to={`/plans/${plan.id}/lessons/${lesson.id}`} className="grow lesson-title">
          {title}
        </Link>
        {onEdit && (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined aria-hidden />}
            aria-label={t('plans.editLesson', { title })}
            onClick={onEdit}
          />
        )}
      </div>
      <p className="muted small">
        <WeekWords startsOn={plan.startsOn} week={lesson.week} />
      </p>
      <p className="small">
        <LeadWords lead={lesson.lead} />
      </p>
      <p className="small lesson-card-foot">
        <DueWords lesson={lesson} />
        <Counts lesson={lesson} />
      </p>
    </article>
  );
}

/** Open remarks, adaptations, reflections: what there is none of is left out. */
export function Counts({ lesson: { remarks, adapted, reflected } }: { lesson: PlanLesson }) {
  const { t } = useTranslation();
  const counts: [string, number, ReactNode][] = [
    [t('lesson.openRemarks', { count: remarks }), remarks, <CommentOutlined key="icon" aria-hidden />],
    [t('lesson.adaptedBy', { count: adapted }), adapted, <FormOutlined key="icon" aria-hidden />],
    [t('lesson.reflectedBy', { count: reflected }), reflected, <BulbOutlined key="icon" aria-hidden />],
  ];
  return (
    <span className="lesson-counts">
      {counts
        .filter(([, count]) => count > 0)
        .map(([words, count, icon]) => (
          <span key={words} role="img" title={words} aria-label={words}>
            {icon} {count}
          </span>
        ))}
    </span>
  );
}
