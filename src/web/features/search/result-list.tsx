import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SearchFilters, SearchHit } from '../../api/discovery.js';
import { ErrorState, State } from '../../ui/states.js';
import { ResultRow } from './result-row.js';
import { countChoices, withoutChoices } from './search-state.js';

interface Props {
  query: Pick<
    UseInfiniteQueryResult,
    | 'isPending'
    | 'isError'
    | 'error'
    | 'refetch'
    | 'hasNextPage'
    | 'isFetchingNextPage'
    | 'fetchNextPage'
    | 'isPlaceholderData'
  >;
  items: SearchHit[];
  filters: SearchFilters;
  change: (part: Partial<SearchFilters>) => void;
  onPreview: (id: string) => void;
}

/** The hits; more come when the foot of the list comes near, or on a press. */
export function ResultList({ query, items, filters, change, onPreview }: Props) {
  const { t } = useTranslation();
  const foot = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    const element = foot.current;
    if (!element || !hasNextPage || isFetchingNextPage) return;
    const watcher = new IntersectionObserver(
      (entries) => entries.some((e) => e.isIntersecting) && void fetchNextPage(),
      { rootMargin: '400px' },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, items.length]);

  if (query.isPending) return <RowSkeletons />;
  if (query.isError && items.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  if (items.length === 0) return <NothingFound filters={filters} change={change} />;
  return (
    <>
      <ul
        className={query.isPlaceholderData ? 'results results-old' : 'results'}
        aria-busy={query.isPlaceholderData}
      >
        {items.map((hit) => (
          <ResultRow key={hit.resource.id} hit={hit} words={filters.text} onPreview={onPreview} />
        ))}
      </ul>
      <div ref={foot} className="results-foot">
        {query.isError ? (
          <Button onClick={() => void fetchNextPage()}>{t('actions.retry')}</Button>
        ) : hasNextPage ? (
          <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
            {t('search.more')}
          </Button>
        ) : (
          <span className="muted small">{t('search.end')}</span>
        )}
      </div>
    </>
  );
}

function NothingFound({ filters, change }: Pick<Props, 'filters' | 'change'>) {
  const { t } = useTranslation();
  const narrowed = countChoices(filters) > 0;
  return (
    <State
      drawing="nothing"
      title={filters.text ? t('search.nothingFor', { text: filters.text }) : t('search.nothing')}
      text={narrowed ? t('search.nothingNarrowed') : t('search.nothingHelp')}
    >
      {narrowed && (
        <Button type="primary" onClick={() => change(withoutChoices(filters))}>
          {t('search.clearAndSearch')}
        </Button>
      )}
      {filters.text && <Button onClick={() => change({ text: '' })}>{t('search.dropWords')}</Button>}
      <Link to="/upload">
        <Button>{t('search.uploadFirst')}</Button>
      </Link>
    </State>
  );
}

function RowSkeletons() {
  return (
    <ul className="results" aria-hidden>
      {Array.from({ length: 6 }, (_, i) => (
        <li key={i} className="result">
          <span className="cover bone" />
          <span className="result-body">
            <span className="bone bone-line" style={{ width: '46%', height: 18 }} />
            <span className="bone bone-line" style={{ width: '70%' }} />
            <span className="bone bone-line" style={{ width: '30%' }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
