import { useTranslation } from 'react-i18next';
import type { ReviewFigures } from '../../api/review.js';

const OUTCOMES = ['approvedFirst', 'approvedAgain', 'returned', 'withdrawn'] as const;

/** How it ended, what became of appeals, and why things were returned. */
export function Outcomes({ figures }: { figures: ReviewFigures }) {
  const { t } = useTranslation();
  const { all, appeals, reasons } = figures;
  const most = Math.max(1, ...OUTCOMES.map((name) => all[name]));
  const named = reasons.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  const mostNamed = Math.max(1, ...named.map(({ count }) => count));
  return (
    <>
      <section className="card" aria-label={t('figures.outcomes')}>
        <h2>{t('figures.outcomes')}</h2>
        <dl className="figures-bars">
          {OUTCOMES.map((name) => (
            <Bar key={name} label={t(`figures.${name}`)} count={all[name]} most={most} />
          ))}
        </dl>
        <p className="muted small">
          {t('figures.appealed', { ...appeals, open: appeals.made - appeals.approved - appeals.returned })}
        </p>
      </section>
      <section className="card" aria-label={t('figures.reasons')}>
        <h2>{t('figures.reasons')}</h2>
        {named.length === 0 && <p className="muted">{t('figures.noReasons')}</p>}
        <dl className="figures-bars">
          {named.map(({ reason, count }) => (
            <Bar key={reason} label={t(`review.reason.${reason}`)} count={count} most={mostNamed} />
          ))}
        </dl>
      </section>
    </>
  );
}

function Bar({ label, count, most }: { label: string; count: number; most: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span aria-hidden style={{ width: `${(count / most) * 100}%` }} />
        <b>{count}</b>
      </dd>
    </div>
  );
}
