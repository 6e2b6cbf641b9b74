import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../../api/keys.js';
import { readTasks } from '../../api/plans.js';
import { TaskList } from '../preparation/task-list.js';
import '../preparation/tasks.css';

const SHOWN = 4;

/** What lesson preparation wants of me; nothing while it wants nothing. */
export function PreparationCorner() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: keys.tasks, queryFn: readTasks });
  const tasks = data?.items ?? [];
  if (tasks.length === 0) return null;
  return (
    <section className="card home-card home-tasks" aria-label={t('plans.tasks')}>
      <div className="row">
        <h2 className="grow">{t('plans.tasks')}</h2>
        <Link to="/plans">{t('home.all')}</Link>
      </div>
      <TaskList tasks={tasks.slice(0, SHOWN)} />
    </section>
  );
}
