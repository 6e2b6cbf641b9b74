import { useTranslation } from 'react-i18next';
import type { PlanCard, PlanLesson } from '../../api/plans.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { formatPlainDay } from '../../ui/format.js';
import { weekWords } from './weeks.js';

/** Grade, subject and book of a plan. */
export function PlanPlace({ plan }: { plan: PlanCard }) {
  const taxonomy = useTaxonomy();
  const words = [
    taxonomy.name('grade', plan.grade) || taxonomy.name('stage', plan.stage),
    taxonomy.name('subject', plan.subject),
    plan.bookTitle,
  ];
  return <>{words.filter(Boolean).join(' · ')}</>;
}

/** Its first and last day, and the weeks between. */
export function PlanTerm({ plan }: { plan: PlanCard }) {
  const { t } = useTranslation();
  const days = `${formatPlainDay(plan.startsOn)} – ${formatPlainDay(plan.endsOn)}`;
  return <>{t('plans.term', { days, count: plan.weeks })}</>;
}

/** How much of it is agreed: a line and its words. */
export function PlanProgress({ plan: { lessons } }: { plan: PlanCard }) {
  const { t } = useTranslation();
  const { all, drafted, agreed } = lessons;
  if (all === 0) return <p className="muted small">{t('plans.noLessons')}</p>;
  const share = (n: number) => `${(100 * n) / all}%`;
  return (
    <div className="plan-progress">
      <span className="plan-bar" aria-hidden>
        <span className="plan-bar-agreed" style={{ width: share(agreed) }} />
        <span className="plan-bar-drafted" style={{ width: share(drafted) }} />
      </span>
      <span className="small">{t('plans.progress', { agreed, count: all })}</span>
    </div>
  );
}

export function PlanStateTag({ state }: Pick<PlanCard, 'state'>) {
  const { t } = useTranslation();
  const tone = { preparing: 'amber', running: 'green', closed: 'grey' }[state];
  return <span className={`tone tone-${tone}`}>{t(`plans.state.${state}`)}</span>;
}

/** `第 3 周 · 9月14日 – 9月20日`. */
export function WeekWords({ startsOn, week }: { startsOn: string; week: number }) {
  const { t } = useTranslation();
  return (
    <>
      {t('plans.week', { week })} · {weekWords(startsOn, week)}
    </>
  );
}

/** Where a lesson stands, in a word. */
export function LessonStateTag({ state }: Pick<PlanLesson, 'state'>) {
  const { t } = useTranslation();
  const tone = { planned: 'grey', drafted: 'amber', agreed: 'green', dropped: 'grey' }[state];
  return <span className={`tone tone-${tone}`}>{t(`lesson.state.${state}`)}</span>;
}

/** Who leads it 主备人; somebody who is not there any more is said to be so. */
export function LeadWords({ lead }: Pick<PlanLesson, 'lead'>) {
  const { t } = useTranslation();
  if (!lead) return <span className="lesson-nobody">{t('lesson.noLead')}</span>;
  return (
    <>
      {t('lesson.ledBy', { name: lead.name })}
      {!lead.present && <span className="tone tone-red lesson-gone">{t('lesson.leadGone')}</span>}
    </>
  );
}

/** What is due next and by when, marked when that is over. */
export function DueWords({ lesson }: { lesson: PlanLesson }) {
  const { t } = useTranslation();
  const { state, draftDue, agreeDue, late } = lesson;
  if (state !== 'planned' && state !== 'drafted') return null;
  const words =
    state === 'planned' && draftDue !== null
      ? t('lesson.draftBy', { day: formatPlainDay(draftDue) })
      : agreeDue !== null && t('lesson.agreeBy', { day: formatPlainDay(agreeDue) });
  if (!words) return null;
  return (
    <span className={late ? 'lesson-late' : undefined}>
      {words}
      {late && ` · ${t('lesson.late')}`}
    </span>
  );
}
