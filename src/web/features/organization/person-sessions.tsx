import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { endSessionsOf, readSessionsOf, type PersonView } from '../../api/organization.js';
import { SessionList } from '../../ui/session-list.js';
import { ErrorState } from '../../ui/states.js';
import { useAct } from './use-act.js';

/** Where a person is logged in, for their administrator; all of it ends at once. */
export function PersonSessions({ person }: { person: PersonView }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: keys.sessionsOf(person.id), queryFn: () => readSessionsOf(person.id) });
  const end = useAct(
    () => endSessionsOf(person.id),
    () => void query.refetch(),
  );
  const sessions = query.data?.items ?? [];
  return (
    <section className="org-section">
      <h3>{t('sessions.title')}</h3>
      {query.isPending && <div className="bone" style={{ height: 60 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.data && sessions.length === 0 && <p className="muted">{t('sessions.none')}</p>}
      <SessionList sessions={sessions} />
      {sessions.length > 0 && (
        <Popconfirm
          title={t('sessions.endAllAsk', { name: person.name })}
          description={t('sessions.endAllText')}
          okText={t('sessions.endAll')}
          onConfirm={() => end.mutate(undefined)}
        >
          <Button>{t('sessions.endAll')}</Button>
        </Popconfirm>
      )}
    </section>
  );
}
