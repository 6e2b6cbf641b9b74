import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { useErrorText } from '../../ui/error-text.js';

/**
 * A change of the organisation: what is remembered of it is read again; a refusal is said, and so is success, unless
 * `done` says it (`quiet`).
 */
export function useAct<T>(act: (input: T) => Promise<unknown>, done?: () => void, quiet = false) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const { t } = useTranslation();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.organization }),
        client.invalidateQueries({ queryKey: ['people'] }),
        client.invalidateQueries({ queryKey: keys.session }),
      ]);
      // one after the other, not one above the other
      if (!quiet) void message.success({ content: t('org.saved'), key: 'org.saved' });
      done?.();
    },
    onError: (error) => void message.error(errorText(error)),
  });
}
