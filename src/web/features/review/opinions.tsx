import { useTranslation } from 'react-i18next';
import type { ReviewOpinion } from '../../api/review.js';
import { RubricAnswers } from './rubric-answers.js';

/** What two reviewers found, side by side, without their names. */
export function Opinions({ opinions }: { opinions: ReviewOpinion[] }) {
  const { t } = useTranslation();
  return (
    <div className="review-opinions">
      {opinions.map((opinion, i) => (
        <section key={i} aria-label={t('review.two.opinion', { n: i + 1 })}>
          <p className="muted small">{t('review.two.opinion', { n: i + 1 })}</p>
          <Opinion opinion={opinion} />
        </section>
      ))}
    </div>
  );
}

/** What one of two found. */
export function Opinion({ opinion }: { opinion: ReviewOpinion }) {
  const { t } = useTranslation();
  const { verdict, reasons, words, rubric } = opinion;
  return (
    <>
      <p className="row-wrap">
        <span className={`tone tone-${verdict === 'approve' ? 'green' : 'red'}`}>
          {t(`review.two.verdict.${verdict}`)}
        </span>
        {reasons.map((reason) => (
          <span key={reason} className="tone tone-grey">
            {t(`review.reason.${reason}`)}
          </span>
        ))}
      </p>
      {rubric.length > 0 && <RubricAnswers answers={rubric} />}
      {words && <p className="review-words">{words}</p>}
    </>
  );
}
