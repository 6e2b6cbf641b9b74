import { useTranslation } from 'react-i18next';
import type { LessonEvent } from '../../api/plans.js';
import { formatMoment } from '../../ui/format.js';

/** What happened to a lesson, in its order. */
export function LessonHistory({ events }: { events: LessonEvent[] }) {
  const { t } = useTranslation();
  return (
    <details className="card lesson-part lesson-history">
      <summary>
        <h2>{t('lesson.history')}</h2>
      </summary>
      <ol>
        {events.map(({ id, act, by, at, words }) => (
          <li key={id}>
            <p>
              {t(`lesson.event.${act}`, { name: by.name })}{' '}
              <time className="muted small nowrap" dateTime={at}>
                {formatMoment(at)}
              </time>
            </p>
            {words && <p className="lesson-words">{words}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}
