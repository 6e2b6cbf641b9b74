import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import { readResource } from '../../api/resources.js';
import { MarkBadge } from '../../ui/mark-badge.js';
import { SchoolBadge } from '../../ui/resource-meta.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { standingOf } from '../../ui/resource-state.js';
import { ErrorState } from '../../ui/states.js';
import { useTitle } from '../../ui/use-title.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { CollectButton } from '../collections/collect-button.js';
import { WideningBanner } from '../collections/widening-banner.js';
import { MarkConfirm } from '../marks/mark-confirm.js';
import { MarkMenu } from '../marks/mark-menu.js';
import { ReviewLine } from '../review/review-line.js';
import { SupportBanner } from '../support/support-banner.js';
import { SupportOffer } from '../support/support-offer.js';
import { AdaptedFrom } from './adapted-from.js';
import { FilesPane } from './files-pane.js';
import { ResourceActions } from './resource-actions.js';
import { ResourceFacts } from './resource-facts.js';
import { has } from './rights.js';
import { useBeginning } from './use-beginning.js';
import './resource.css';

/** One resource: its files, shown live while they are being processed, what is known of it, and what may be done. */
export function ResourcePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const words = params.get('words') ?? '';
  const beginning = useBeginning(id || null, words);
  const taxonomy = useTaxonomy();
  const query = useQuery({
    queryKey: keys.resource(id),
    queryFn: () => readResource(id),
    enabled: id !== '',
  });
  useTitle(query.data?.title);
  if (query.isPending || (query.isSuccess && beginning.isPending)) return <ResourceSkeleton />;
  if (query.isError)
    return (
      <>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        {isApiError(query.error, 'not_found') && <SupportOffer resourceId={id} />}
      </>
    );
  const resource = query.data;
  const standing = standingOf(resource);
  return (
    <article className="page resource-page">
      <header className="resource-head">
        <div className="grow">
          <h1>{resource.title || t('resource.untitled')}</h1>
          <div className="row-wrap resource-sub">
            {resource.type && <span className="type-tag">{taxonomy.name('type', resource.type)}</span>}
            <MarkBadge card={resource} />
            <SchoolBadge school={resource.school} />
            <span className="muted">
              {[resource.author, ...resource.coAuthors].map(({ name }) => name).join(t('app.comma'))}
            </span>
            {(has(resource.right, 'edit') || standing !== 'published') && <StandingTag card={resource} />}
          </div>
          <AdaptedFrom resource={resource} />
          {resource.frozen && <p className="muted small">{t('errors.frozen')}</p>}
        </div>
        <div className="row-wrap">
          <CollectButton resource={resource} />
          <MarkMenu resource={resource} />
          <ResourceActions resource={resource} />
        </div>
      </header>
      {has(resource.right, 'manage') && <WideningBanner resourceId={id} />}
      <SupportBanner resource={resource} />
      {has(resource.right, 'edit') && <ReviewLine resource={resource} />}
      <MarkConfirm resource={resource} />
      <div className="resource-body">
        <FilesPane key={id} resource={resource} begin={beginning.begin} words={words} />
        <ResourceFacts resource={resource} />
      </div>
    </article>
  );
}

function ResourceSkeleton() {
  return (
    <div className="page" aria-busy="true">
      <div className="bone" style={{ height: 30, width: '42%' }} />
      <div className="bone" style={{ height: 18, width: '26%', margin: '12px 0 22px' }} />
      <div className="resource-body">
        <div className="bone" style={{ height: '70vh' }} />
        <div className="bone" style={{ height: 320 }} />
      </div>
    </div>
  );
}
