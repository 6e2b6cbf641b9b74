import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { readCollection, type CollectionItem, type CollectionView } from '../../api/collections.js';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import { useErrorText } from '../../ui/error-text.js';

/** One change: what is sent with the revision that was read, and how the list looks while it is on its way. */
export interface Change {
  send: (rev: number) => Promise<unknown>;
  /** the items as they will be, shown at once; what comes from the server replaces it */
  ahead?: (items: CollectionItem[]) => CollectionItem[];
  done?: string;
}

/**
 * Changing a collection. One change after the other, each with the revision that the one before has made; when somebody
 * else was first, their state is shown and the person is told.
 */
export function useCuration(id: string) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const list = keys.collectionItems(id, 'curating');
  const again = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.collection(id) }),
      client.invalidateQueries({ queryKey: keys.allCollections }),
    ]);
  const mutation = useMutation({
    scope: { id: `collection ${id}` },
    mutationFn: async ({ send }: Change) => {
      const known = client.getQueryData<CollectionView>(keys.collection(id));
      await send(known?.rev ?? (await readCollection(id)).rev ?? 0);
      // Whoever has just put it out of their own sight has changed it all the same.
      const present = await readCollection(id).catch(() => undefined);
      if (present) client.setQueryData(keys.collection(id), present);
    },
    onMutate: async ({ ahead }) => {
      if (!ahead) return;
      await client.cancelQueries({ queryKey: list });
      client.setQueryData<CollectionItem[]>(list, (before) => before && ahead(before));
    },
    onSuccess: (_nothing, { done }) => {
      if (done) void message.success(done);
    },
    onError: (error) =>
      void message.error(isApiError(error, 'rev_conflict') ? t('curate.conflict') : errorText(error)),
    onSettled: () => again(),
  });
  return { change: mutation.mutateAsync, busy: mutation.isPending };
}

export type Curation = ReturnType<typeof useCuration>;
