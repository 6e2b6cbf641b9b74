import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import { FIGURE_PERIODS, readFigures, type FiguresPeriod, type ReviewFigures } from '../../api/review.js';
import { formatDay } from '../../ui/format.js';
import { ErrorState, State } from '../../ui/states.js';
import { useTitle } from '../../ui/use-title.js';
import { FiguresTable } from './figures-table.js';
import './figures.css';
import { Outcomes } from './outcomes.js';
import { useWaitWords } from './wait-words.js';
import { WaitingNow } from './waiting-now.js';

/** How review goes, for those who have an office in it: waits, outcomes and reasons, and what each figure means. */
export function FiguresPage() {
  const { t } = useTranslation();
  const [period, setPeriod] = useState<FiguresPeriod>('90');
  useTitle(t('figures.title'));
  const query = useQuery({
    queryKey: keys.reviewFigures(period),
    queryFn: () => readFigures(period),
    placeholderData: keepPreviousData,
  });
  if (isApiError(query.error, 'not_found'))
    return <State drawing="locked" title={t('figures.none')} text={t('figures.noneText')} />;
  return (
    <div className="page figures">
      <header className="page-head">
        <div>
          <h1>{t('figures.title')}</h1>
          <Link to="/reviews">{t('figures.toDesk')}</Link>
        </div>
        <Segmented
          value={period}
          aria-label={t('figures.period')}
          options={FIGURE_PERIODS.map((value) => ({ value, label: t(`figures.periods.${value}`) }))}
          onChange={setPeriod}
        />
      </header>
      {query.isPending && <div className="bone" style={{ height: '60vh' }} aria-busy="true" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.data && <Shown figures={query.data} />}
    </div>
  );
}

function Shown({ figures }: { figures: ReviewFigures }) {
  const { t } = useTranslation();
  const wait = useWaitWords();
  const { all, by, from, until, open } = figures;
  return (
    <>
      <p className="muted small">
        {t('figures.span', { from: formatDay(from), until: formatDay(until) })} {t('figures.whose')}
      </p>
      <div className="figures-cards">
        <section className="card" aria-label={t('figures.waits')}>
          <h2>{t('figures.waits')}</h2>
          <dl className="figures-big">
            <Big label={t('figures.decided')} value={String(all.decided)} />
            <Big label={t('figures.median')} value={wait(all.median)} />
            <Big label={t('figures.longest')} value={wait(all.longest)} />
          </dl>
        </section>
        <WaitingNow open={open} />
        <Outcomes figures={figures} />
      </div>
      <FiguresTable dimension="subject" rows={by.subject} />
      <FiguresTable dimension="type" rows={by.type} />
      <FiguresTable dimension="school" rows={by.school} />
      <FiguresTable dimension="month" rows={by.month} />
      <details className="card figures-meaning">
        <summary>{t('figures.meaning.title')}</summary>
        <dl>
          {MEANINGS.map((name) => (
            <div key={name}>
              <dt>{t(`figures.${name}`)}</dt>
              <dd>{t(`figures.meaning.${name}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

const MEANINGS = [
  'whoseTitle',
  'decided',
  'median',
  'longest',
  'now',
  'approvedFirst',
  'approvedAgain',
  'returned',
  'withdrawn',
  'appeals',
  'reasons',
] as const;

function Big({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dd>{value}</dd>
      <dt className="muted small">{label}</dt>
    </div>
  );
}
