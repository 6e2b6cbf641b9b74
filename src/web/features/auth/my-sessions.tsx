import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { endSession, readSessions } from '../../api/identity.js';
import { keys } from '../../api/keys.js';
import { useErrorText } from '../../ui/error-text.js';
import { SessionList } from '../../ui/session-list.js';
import { ErrorState } from '../../ui/states.js';

/** Where I am logged in; a login I do not know ends on a press. */
export function MySessions() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.sessions, queryFn: readSessions });
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: () => void message.success(t('sessions.ended')),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions }),
  });
  return (
    <section className="card account-card">
      <h2>{t('sessions.title')}</h2>
      <p className="muted">{t('sessions.lead')}</p>
      {query.isPending && <div className="bone" style={{ height: 120, marginTop: 12 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.data && (
        <SessionList
          sessions={query.data.items}
          action={(session) =>
            !session.current && (
              <Button
                size="small"
                loading={end.isPending && end.variables === session.id}
                onClick={() => end.mutate(session.id)}
              >
                {t('sessions.end')}
              </Button>
            )
          }
        />
      )}
    </section>
  );
}
