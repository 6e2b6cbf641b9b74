import { useInfiniteQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { readHistory } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { formatMoment } from '../../ui/format.js';
import { MoreButton } from '../../ui/more-button.js';
import { ErrorState } from '../../ui/states.js';

/** Who changed what and when, latest first. */
export function HistoryDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: keys.collectionHistory(id),
    queryFn: ({ pageParam }) => readHistory(id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const changes = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Drawer open title={t('curate.historyTitle')} onClose={onClose} size="min(420px, 100vw)">
      {query.isPending && <div className="bone" style={{ height: 240 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      <ol className="history">
        {changes.map((change) => (
          <li key={change.id} className={change.undone ? 'history-undone' : undefined}>
            <b>{t(`changes.${change.what}`)}</b>
            {change.what !== 'undo' && change.name && <span> “{change.name}”</span>}
            {change.count !== null && (
              <span className="muted"> {t('changes.count', { count: change.count })}</span>
            )}
            {change.undone && <span className="tone tone-grey">{t('curate.undoneMark')}</span>}
            <span className="muted small">
              {change.by.name} · {formatMoment(change.at)}
            </span>
          </li>
        ))}
      </ol>
      {query.hasNextPage && <MoreButton query={query} />}
    </Drawer>
  );
}
