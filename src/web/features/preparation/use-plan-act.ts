import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import type { PlanLesson } from '../../api/plans.js';
import { useErrorText } from '../../ui/error-text.js';

/** One act on a plan or its lessons: what is sent, and how the list of lessons looks while it is on its way. */
export interface Deed {
  send: () => Promise<unknown>;
  ahead?: (lessons: PlanLesson[]) => PlanLesson[];
  /** what is said when it is done */
  done?: string;
}

/**
 * Acting on a plan. Everything that is shown of plans is read again after it, whether it went well or somebody else was
 * first; `act` gives whether it went well.
 */
export function usePlanAct(planId: string) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const list = keys.lessons(planId);
  const { mutateAsync, isPending } = useMutation({
    scope: { id: `plan ${planId}` },
    mutationFn: ({ send }: Deed) => send(),
    onMutate: async ({ ahead }) => {
      if (!ahead) return;
      await client.cancelQueries({ queryKey: list });
      client.setQueryData<{ items: PlanLesson[] }>(list, (old) => old && { items: ahead(old.items) });
    },
    onSuccess: (_nothing, { done }) => {
      if (done) void message.success(done);
    },
    onError: (error) =>
      void message.error(isApiError(error, 'rev_conflict') ? t('plans.conflict') : errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.allPlans }),
  });
  const act = (deed: Deed): Promise<boolean> =>
    mutateAsync(deed).then(
      () => true,
      () => false,
    );
  return { act, busy: isPending };
}

export type PlanActing = ReturnType<typeof usePlanAct>;
