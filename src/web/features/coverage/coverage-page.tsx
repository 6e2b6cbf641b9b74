import { useQuery } from '@tanstack/react-query';
import { Switch } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { LESSON_PARTS } from '../../../contracts/constants.js';
import { readCollection } from '../../api/collections.js';
import { readCoverage } from '../../api/coverage.js';
import { keys } from '../../api/keys.js';
import { ErrorState, State } from '../../ui/states.js';
import { useTitle } from '../../ui/use-title.js';
import { BookChoice } from './book-choice.js';
import { lackingOnly, sumUp } from './coverage-sums.js';
import { CoverageTable } from './coverage-table.js';
import { PartsSelect } from './parts-select.js';
import './coverage.css';

/** What a textbook volume has and lacks, lesson by lesson. The whole choice lives in the address. */
export function CoveragePage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const collectionId = params.get('collection') ?? undefined;
  const chosen = params.getAll('part');
  const lacking = params.get('only') === 'lacking';
  const collection = useQuery({
    queryKey: keys.collection(collectionId ?? ''),
    queryFn: () => readCollection(collectionId!),
    enabled: collectionId !== undefined,
  });
  const usual = collection.data?.parts ?? [...LESSON_PARTS];
  const parts = chosen.length > 0 ? chosen : usual;
  const bookId = params.get('book') ?? collection.data?.bookId ?? null;
  const coverage = useQuery({
    queryKey: keys.coverage(bookId ?? '', parts, collectionId),
    queryFn: () => readCoverage(bookId!, parts, collectionId),
    enabled: bookId !== null && !collection.isLoading,
    placeholderData: (before) => before,
  });
  const collecting = collectionId !== undefined;
  const sums = useMemo(
    () =>
      coverage.data &&
      sumUp(coverage.data.chapters, ({ seen, collected }) => (collecting ? collected : seen) > 0),
    [coverage.data, collecting],
  );
  useTitle(t('coverage.title'));
  const put = (change: Record<string, string | string[] | null>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      next.delete(name);
      for (const one of value === null ? [] : [value].flat()) next.append(name, one);
    }
    setParams(next, { replace: true });
  };
  return (
    <div className="page coverage-page">
      <header className="page-head">
        <div className="grow">
          <h1>{t('coverage.title')}</h1>
          <p>{t(collecting ? 'coverage.leadCollection' : 'coverage.lead')}</p>
          {collection.data && (
            <Link to={`/collections/${collection.data.id}/edit`}>
              {t('coverage.back', { title: collection.data.title })}
            </Link>
          )}
        </div>
      </header>
      <div className="coverage-tools">
        <BookChoice book={coverage.data?.book} bookId={bookId} onChoose={(book) => put({ book })} />
        <label className="field coverage-parts">
          <span>{t('coverage.parts')}</span>
          <PartsSelect
            oneLine
            value={parts}
            onChange={(part) => put({ part: part.join() === usual.join() ? null : part })}
          />
        </label>
      </div>
      {bookId === null && !collection.isFetching && (
        <State drawing="empty" title={t('coverage.choose')} text={t('coverage.chooseText')} />
      )}
      {bookId !== null && coverage.isPending && <div className="bone" style={{ height: 480 }} />}
      {coverage.isError && (
        <ErrorState error={coverage.error} onRetry={() => void coverage.refetch()} compact />
      )}
      {coverage.data && sums && bookId !== null && (
        <>
          <div className="coverage-sums" aria-live="polite">
            <span>{t('coverage.lessons', { count: sums.lessons })}</span>
            <span className="tone tone-green">{t('coverage.wholeLessons', { count: sums.whole })}</span>
            <span className="tone tone-amber">{t('coverage.partlyLessons', { count: sums.partly })}</span>
            <span className="tone tone-grey">{t('coverage.emptyLessons', { count: sums.empty })}</span>
            <label className="row coverage-only">
              <Switch
                size="small"
                checked={lacking}
                onChange={(on) => put({ only: on ? 'lacking' : null })}
              />
              {t('coverage.onlyLacking')}
            </label>
          </div>
          {sums.rows.length === 0 ? (
            <State drawing="nothing" title={t('coverage.noChapters')} text={t('coverage.noChaptersText')} />
          ) : (
            <CoverageTable
              bookId={bookId}
              parts={coverage.data.parts}
              rows={lacking ? lackingOnly(sums.rows) : sums.rows}
              whole={coverage.data.whole}
              collecting={collecting}
            />
          )}
        </>
      )}
    </div>
  );
}
