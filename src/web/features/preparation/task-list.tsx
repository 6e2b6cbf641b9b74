import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PreparationTask } from '../../api/plans.js';
import { formatPlainDay } from '../../ui/format.js';

/** What waits for me: the lesson, what is to be done with it and by when. */
export function TaskList({ tasks }: { tasks: PreparationTask[] }) {
  const { t } = useTranslation();
  return (
    <ul className="task-list">
      {tasks.map(({ plan, lesson, what, due, late }) => (
        <li key={`${lesson.id} ${what}`}>
          <Link to={`/plans/${plan.id}/lessons/${lesson.id}`}>
            <span className="ellipsis task-title">{lesson.title}</span>
            <span className="row small">
              <b>{t(`plans.task.${what}`)}</b>
              {due !== null && (
                <span className={late ? 'lesson-late' : 'muted'}>
                  {t('plans.until', { day: formatPlainDay(due) })}
                  {late && ` · ${t('lesson.late')}`}
                </span>
              )}
            </span>
            <span className="muted small ellipsis">{plan.title}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
