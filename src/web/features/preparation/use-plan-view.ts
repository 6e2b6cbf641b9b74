import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../app/session.js';

export const PLAN_VIEWS = ['board', 'calendar', 'people'] as const;
export type PlanViewName = (typeof PLAN_VIEWS)[number];

const storeKey = (userId: string) => `lianke.plan-view.${userId}`;
const known = (name: string | null) => PLAN_VIEWS.find((view) => view === name);

function remembered(userId: string): PlanViewName | undefined {
  try {
    return known(localStorage.getItem(storeKey(userId)));
  } catch {
    return undefined;
  }
}

/** How a plan is looked at: as the address says, else as this person looked at plans last. */
export function usePlanView(): [PlanViewName, (view: PlanViewName) => void] {
  const { user } = useSession();
  const [params, setParams] = useSearchParams();
  const [last, setLast] = useState(() => remembered(user.id));
  const choose = (view: PlanViewName) => {
    setLast(view);
    setParams({ view }, { replace: true });
    try {
      localStorage.setItem(storeKey(user.id), view);
    } catch {
      // only remembered until the page closes
    }
  };
  return [known(params.get('view')) ?? last ?? 'board', choose];
}
