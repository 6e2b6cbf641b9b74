import { useTranslation } from 'react-i18next';
import type { ReviewEvent } from '../../api/review.js';
import { formatMoment } from '../../ui/format.js';
import { Opinions } from './opinions.js';
import { RubricAnswers } from './rubric-answers.js';
import { Changes } from './changes.js';

/** What happened to a submission, in its order, with what was said. */
export function Events({ events }: { events: ReviewEvent[] }) {
  const { t } = useTranslation();
  return (
    <ol className="review-events">
      {events.map(({ id, act, by, to, level, at, reasons, words, changes, rubric, opinions }) => (
        <li key={id}>
          <p>
            <b>
              {t(`review.event.${act}`, {
                by: by?.name ?? t('review.two.reviewer'),
                to: to?.name ?? '',
                level: level ? t(`review.level.${level}`) : '',
              })}
            </b>
            <time className="muted small" dateTime={at}>
              {formatMoment(at)}
            </time>
          </p>
          {opinions.length > 0 && <Opinions opinions={opinions} />}
          {opinions.length === 0 && reasons.length > 0 && (
            <p className="row-wrap">
              {reasons.map((reason) => (
                <span key={reason} className="tone tone-red">
                  {t(`review.reason.${reason}`)}
                </span>
              ))}
            </p>
          )}
          {changes.length > 0 && <Changes changes={changes} />}
          {rubric.length > 0 && <RubricAnswers answers={rubric} />}
          {words && <p className="review-words">{words}</p>}
        </li>
      ))}
    </ol>
  );
}
