import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanLesson, PlanView } from '../../api/plans.js';
import { LessonCard } from './lesson-card.js';

const COLUMNS = ['planned', 'drafted', 'agreed'] as const;

interface Props {
  plan: PlanView;
  lessons: PlanLesson[];
  /** ids of the chosen; null while nothing is chosen */
  chosen: ReadonlySet<string> | null;
  onChoose: (chosen: ReadonlySet<string>) => void;
  /** for who may change lessons */
  onEdit?: ((lesson: PlanLesson) => void) | undefined;
}

/** Lessons by where they stand, 待备 · 初案 · 共案; what is not prepared after all is folded away below. */
export function BoardView({ plan, lessons, chosen, onChoose, onEdit }: Props) {
  const { t } = useTranslation();
  const dropped = lessons.filter(({ state }) => state === 'dropped');
  const cardOf = (lesson: PlanLesson) => (
    <li key={lesson.id}>
      <LessonCard
        plan={plan}
        lesson={lesson}
        chosen={chosen && chosen.has(lesson.id)}
        onChoose={(on) => {
          const next = new Set(chosen);
          if (on) next.add(lesson.id);
          else next.delete(lesson.id);
          onChoose(next);
        }}
        onEdit={onEdit && (() => onEdit(lesson))}
      />
    </li>
  );
  return (
    <>
      <div className="board">
        {COLUMNS.map((state) => (
          <Column
            key={state}
            state={state}
            lessons={lessons.filter((one) => one.state === state)}
            cardOf={cardOf}
          />
        ))}
      </div>
      {dropped.length > 0 && (
        <details className="board-dropped">
          <summary>{t('plans.dropped', { count: dropped.length })}</summary>
          <ul>{dropped.map(cardOf)}</ul>
        </details>
      )}
    </>
  );
}

/** So many cards before the rest is asked for. */
const SHOWN = 30;

function Column({
  state,
  lessons,
  cardOf,
}: {
  state: (typeof COLUMNS)[number];
  lessons: PlanLesson[];
  cardOf: (lesson: PlanLesson) => React.ReactNode;
}) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? lessons : lessons.slice(0, SHOWN);
  return (
    <section className={`board-column board-${state}`} aria-label={t(`lesson.state.${state}`)}>
      <h2>
        {t(`lesson.state.${state}`)} <span className="muted">{lessons.length}</span>
      </h2>
      {lessons.length === 0 && <p className="muted small">{t(`plans.columnNone.${state}`)}</p>}
      <ul>{shown.map(cardOf)}</ul>
      {shown.length < lessons.length && (
        <button type="button" className="plain-button board-more" onClick={() => setAll(true)}>
          {t('plans.showRest', { count: lessons.length - shown.length })}
        </button>
      )}
    </section>
  );
}
