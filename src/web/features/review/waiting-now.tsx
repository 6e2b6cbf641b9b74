import { useTranslation } from 'react-i18next';
import { FIGURE_AGES, REVIEW_LEVELS, type ReviewFigures } from '../../api/review.js';

/** What waits now, by level and by how long it has been there. */
export function WaitingNow({ open }: { open: ReviewFigures['open'] }) {
  const { t } = useTranslation();
  const count = (level: string, age: string) =>
    open.find((one) => one.level === level && one.age === age)?.count ?? 0;
  const levels = REVIEW_LEVELS.filter((level) => open.some((one) => one.level === level));
  return (
    <section className="card figures-scroll" aria-label={t('figures.now')} tabIndex={0}>
      <h2>{t('figures.now')}</h2>
      {levels.length === 0 ? (
        <p className="muted">{t('figures.nothingWaits')}</p>
      ) : (
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">{t('review.filter.level')}</th>
              {FIGURE_AGES.map((age) => (
                <th key={age} scope="col">
                  {t(`figures.age.${age}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {levels.map((level) => (
              <tr key={level}>
                <th scope="row">{t(`review.level.${level}`)}</th>
                {FIGURE_AGES.map((age) => (
                  <td key={age}>{count(level, age) || <span className="muted">0</span>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
