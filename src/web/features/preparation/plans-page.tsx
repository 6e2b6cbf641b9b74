import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { PLAN_MAKERS } from '../../../contracts/constants.js';
import { keys } from '../../api/keys.js';
import { readPlans, readTasks, type PlanCard } from '../../api/plans.js';
import { useSession } from '../../app/session.js';
import { MoreButton } from '../../ui/more-button.js';
import { SchoolBadge } from '../../ui/resource-meta.js';
import { ErrorState, State } from '../../ui/states.js';
import { useTitle } from '../../ui/use-title.js';
import { NewPlanDialog } from './new-plan-dialog.js';
import { PlanPlace, PlanProgress, PlanStateTag, PlanTerm } from './plan-words.js';
import { TaskList } from './task-list.js';
import './plans.css';

const MAKERS: ReadonlySet<string> = new Set(PLAN_MAKERS);

/** The plans that I am in, with what they want of me. */
export function PlansPage() {
  const { t } = useTranslation();
  const { roles, homeSchoolId } = useSession();
  const [params, setParams] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const closed = params.get('tab') === 'closed';
  useTitle(t('plans.title'));
  const query = useInfiniteQuery({
    queryKey: keys.plans(closed ? 'closed' : ''),
    queryFn: ({ pageParam }) => readPlans(closed ? 'closed' : undefined, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const tasks = useQuery({ queryKey: keys.tasks, queryFn: readTasks });
  const plans = query.data?.pages.flatMap((page) => page.items) ?? [];
  const waiting = tasks.data?.items ?? [];
  const create = homeSchoolId !== null && roles.some((role) => MAKERS.has(role)) && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('plans.create')}
    </Button>
  );
  return (
    <div className="page">
      <header className="page-head">
        <div className="grow">
          <h1>{t('plans.title')}</h1>
          <p>{t('plans.lead')}</p>
        </div>
        {create}
      </header>
      {waiting.length > 0 && !closed && (
        <section className="card plan-tasks" aria-label={t('plans.tasks')}>
          <h2>{t('plans.tasks')}</h2>
          <TaskList tasks={waiting} />
        </section>
      )}
      <div className="pills plan-tabs" role="group" aria-label={t('plans.which')}>
        {(['open', 'closed'] as const).map((tab) => (
          <button
            key={tab}
            type="button"
            aria-pressed={(tab === 'closed') === closed}
            onClick={() => setParams(tab === 'closed' ? { tab } : {})}
          >
            {t(`plans.tab.${tab}`)}
          </button>
        ))}
      </div>
      {query.isPending && <div className="bone" style={{ height: 300 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isSuccess && plans.length === 0 && (
        <State
          drawing="empty"
          title={t(closed ? 'plans.noneClosed' : 'plans.none')}
          text={closed ? undefined : t(create ? 'plans.noneText' : 'plans.noneTextReader')}
        >
          {!closed && create}
        </State>
      )}
      <ul className="plan-tiles">
        {plans.map((plan) => (
          <li key={plan.id}>
            <PlanTile plan={plan} waiting={waiting.filter((task) => task.plan.id === plan.id).length} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="plan-more">
          <MoreButton query={query} />
        </div>
      )}
      {creating && <NewPlanDialog onClose={() => setCreating(false)} />}
    </div>
  );
}

function PlanTile({ plan, waiting }: { plan: PlanCard; waiting: number }) {
  const { t } = useTranslation();
  return (
    <Link to={`/plans/${plan.id}`} className="tile plan-tile">
      <span className="row">
        <b className="grow plan-tile-title">{plan.title}</b>
        {plan.state !== 'running' && <PlanStateTag state={plan.state} />}
      </span>
      <span className="muted small">
        <PlanPlace plan={plan} />
      </span>
      <span className="muted small">
        <PlanTerm plan={plan} />
      </span>
      <PlanProgress plan={plan} />
      <span className="tile-foot">
        <SchoolBadge school={plan.school} />
        <span className="ellipsis">{plan.author.name}</span>
        {waiting > 0 && (
          <span className="tone tone-amber tile-date">{t('plans.mineToDo', { count: waiting })}</span>
        )}
      </span>
    </Link>
  );
}
