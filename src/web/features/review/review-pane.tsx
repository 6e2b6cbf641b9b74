import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import { readReview, type ReviewView } from '../../api/review.js';
import { formatMoment } from '../../ui/format.js';
import { MarkBadge } from '../../ui/mark-badge.js';
import { SchoolBadge } from '../../ui/resource-meta.js';
import { ErrorState, State } from '../../ui/states.js';
import { AudienceWords } from '../resource/audience-words.js';
import { FilesPane } from '../resource/files-pane.js';
import { ResourceFacts } from '../resource/resource-facts.js';
import '../resource/resource.css';
import { Decide } from './decide.js';
import { Events } from './events.js';
import { Rounds } from './rounds.js';

interface Props {
  id: string;
  /** others are chosen beside it */
  several: boolean;
  /** to the next in the list (1) or the one before (-1) */
  onMove: (by: number) => void;
  /** something was done to it */
  onActed: () => void;
  /** it is not theirs to decide any more */
  onLeave: () => void;
}

/** One submission: what was submitted, what is said of it, what was decided before, and deciding. */
export function ReviewPane({ id, several, onMove, onActed, onLeave }: Props) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: keys.review(id), queryFn: () => readReview(id), staleTime: 0 });
  if (query.isPending) return <div className="bone" style={{ height: '70vh' }} aria-busy="true" />;
  if (isApiError(query.error, 'not_found'))
    return <State drawing="empty" title={t('review.gone')} text={t('review.goneText')} compact />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  return (
    <>
      <Submitted review={query.data} />
      <Decide review={query.data} several={several} onMove={onMove} onActed={onActed} onLeave={onLeave} />
    </>
  );
}

function Submitted({ review }: { review: ReviewView }) {
  const { t } = useTranslation();
  const { resource, content, audience, submitter, visibleFrom, visibleUntil } = review;
  const shown = {
    ...resource,
    fullFiles: content.files,
    linkUrl: content.linkUrl,
    right: 'download' as const,
  };
  const window = [visibleFrom, visibleUntil].map((bound) => (bound ? formatMoment(bound) : '…'));
  return (
    <>
      <header className="desk-head">
        <h2>{resource.title || t('resource.untitled')}</h2>
        <div className="row-wrap">
          <MarkBadge card={resource} />
          <SchoolBadge school={resource.school} />
          <span className="muted">{t('review.by', { name: submitter.name })}</span>
          <span>
            {t('review.wish')}
            {t('app.colon')}
            <AudienceWords audience={audience} state="published" />
          </span>
          {(visibleFrom ?? visibleUntil) && (
            <span className="muted">
              {t('review.wishWindow')} {window.join(' – ')}
            </span>
          )}
        </div>
      </header>
      {review.two && (
        <Alert
          type="info"
          showIcon
          title={t(
            `review.two.${review.state === 'second' || review.state === 'split' ? review.state : 'first'}`,
          )}
        />
      )}
      {review.replaces && <Alert type="info" showIcon title={t('review.replaces')} />}
      <div className="desk-body">
        <FilesPane resource={shown} />
        <div className="desk-side">
          <section aria-label={t('review.dialogue')}>
            <h3>{t('review.dialogue')}</h3>
            <Events events={review.events} />
          </section>
          <section aria-label={t('review.earlier')}>
            <h3>{t('review.earlier')}</h3>
            {review.earlier.length === 0 && <p className="muted small">{t('review.none_earlier')}</p>}
            <Rounds submissions={review.earlier} />
          </section>
          <ResourceFacts resource={{ ...shown, audience, state: 'published' }} />
        </div>
      </div>
    </>
  );
}
