import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { giveMark, readMarks, takeMark, type MarkOffer } from '../../api/marks.js';
import type { ResourceView } from '../../api/resources.js';
import { useSession } from '../../app/session.js';
import { useErrorText } from '../../ui/error-text.js';
import { has } from '../resource/rights.js';

/** Whoever holds none of these gives no marks: the server is not asked for them. */
const GIVERS: ReadonlySet<string> = new Set([
  'school_admin',
  'department_lead',
  'group_admin',
  'group_subject_lead',
]);

/** The marks that a resource has had, and those that I may give to it; nothing for whom there is nothing to do. */
export function useMarks(resource: ResourceView) {
  const { roles } = useSession();
  return useQuery({
    queryKey: keys.marks(resource.id),
    queryFn: () => readMarks(resource.id),
    enabled: has(resource.right, 'edit') || roles.some((role) => GIVERS.has(role)),
    staleTime: 0,
  }).data;
}

type Deed = { do: 'give'; offer: MarkOffer } | { do: 'take'; id: string; words: string };

/** Gives a mark to what is read here, or takes one away. */
export function useMarkAct({ id, rev }: ResourceView, onDone: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (deed: Deed): Promise<unknown> =>
      deed.do === 'give'
        ? giveMark(id, rev, { kind: deed.offer.kind, scopeId: deed.offer.scope.id })
        : takeMark(id, deed.id, deed.words),
    onSuccess: (_answer, deed) => {
      void message.success(t(`marks.done.${deed.do}`));
      onDone();
    },
    onError: (error) => void message.error(errorText(error)),
    onSettled: () =>
      Promise.all(
        [keys.marks(id), keys.resource(id), keys.allResources, keys.allSearches, keys.allCollections].map(
          (queryKey) => client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
