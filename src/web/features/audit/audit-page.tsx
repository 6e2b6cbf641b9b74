import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readAudit, readAuditReach, type AuditReach } from '../../api/audit.js';
import { keys } from '../../api/keys.js';
import { MoreButton } from '../../ui/more-button.js';
import { ErrorState, State } from '../../ui/states.js';
import { useTitle } from '../../ui/use-title.js';
import { AuditChain } from './audit-chain.js';
import { AuditFilters } from './audit-filters.js';
import { AuditRow } from './audit-row.js';
import { useAuditSearch } from './use-audit-search.js';
import './audit.css';

/** The audit record: for auditors that of their schools, for everybody what concerns their own things. */
export function AuditPage() {
  const { t } = useTranslation();
  useTitle(t('audit.title'));
  const reach = useQuery({ queryKey: keys.auditReach, queryFn: readAuditReach });
  if (reach.isPending)
    return (
      <div className="page" aria-busy="true">
        <div className="bone" style={{ height: '60vh' }} />
      </div>
    );
  if (reach.isError) return <ErrorState error={reach.error} onRetry={() => void reach.refetch()} />;
  return <Record reach={reach.data} />;
}

function Record({ reach: { auditor, schools } }: { reach: AuditReach }) {
  const { t } = useTranslation();
  const at = useAuditSearch();
  const { search } = at;
  const query = useInfiniteQuery({
    queryKey: keys.audit(search),
    queryFn: ({ pageParam }) => readAudit(search, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    // What has just happened is what people look for.
    staleTime: 0,
  });
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  const names = schools.map(({ name }) => name).join(t('app.comma'));
  return (
    <div className="page audit">
      <header className="page-head">
        <div className="grow">
          <h1>{t('audit.title')}</h1>
          <p className="muted">
            {auditor ? t('audit.leadAuditor', { schools: names }) : t('audit.leadOwner')}
          </p>
        </div>
        <Button onClick={() => void query.refetch()} loading={query.isRefetching}>
          {t('audit.again')}
        </Button>
      </header>
      {auditor && <AuditChain />}
      <AuditFilters at={at} auditor={auditor} />
      {query.isPending && <div className="bone" style={{ height: 420 }} aria-busy="true" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isSuccess && entries.length === 0 && (
        <State
          drawing={at.isEmpty ? 'empty' : 'nothing'}
          title={t(at.isEmpty ? 'audit.none' : 'audit.noneFound')}
          text={t(at.isEmpty ? (auditor ? 'audit.noneText' : 'audit.noneOwn') : 'audit.noneFoundText')}
        >
          {!at.isEmpty && <Button onClick={at.clear}>{t('audit.clear')}</Button>}
        </State>
      )}
      {entries.length > 0 && (
        <ul className="audit-list card" aria-label={t('audit.title')}>
          {entries.map((entry) => (
            <AuditRow
              key={entry.id}
              entry={entry}
              onActor={auditor ? (actorId, who) => at.change({ actorId, who }) : null}
            />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className="audit-more">
          <MoreButton query={query} />
        </div>
      )}
    </div>
  );
}
