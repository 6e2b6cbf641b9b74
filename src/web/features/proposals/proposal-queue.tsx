import { useInfiniteQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectionView } from '../../api/collections.js';
import type { QueuedProposal, QueueState } from '../../api/proposals.js';
import { formatAgo } from '../../ui/format.js';
import { MoreButton } from '../../ui/more-button.js';
import { ErrorState, State } from '../../ui/states.js';
import { Deciding } from './deciding.js';
import { Decision, ProposedThing } from './proposal-words.js';
import { queueQuery } from './queue-query.js';
import './proposals.css';

const TABS: QueueState[] = ['open', 'decided'];

/** What was proposed for a collection: to be decided, oldest first, and how it was decided. */
export function ProposalQueue({ collection, onClose }: { collection: CollectionView; onClose: () => void }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<QueueState>('open');
  const query = useInfiniteQuery(queueQuery(collection.id, tab));
  const proposals = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Drawer open title={t('proposals.queueTitle')} onClose={onClose} size="min(560px, 100vw)">
      <div className="collections-tabs queue-tabs" role="group" aria-label={t('proposals.which')}>
        {TABS.map((name) => (
          <button key={name} type="button" aria-pressed={name === tab} onClick={() => setTab(name)}>
            {t(`proposals.tab.${name}`)}
          </button>
        ))}
      </div>
      {query.isPending && <div className="bone" style={{ height: 240 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isSuccess && proposals.length === 0 && (
        <State
          drawing="empty"
          title={t(tab === 'open' ? 'proposals.noneOpen' : 'proposals.noneDecided')}
          compact
        />
      )}
      <ul className="proposals">
        {proposals.map((proposal) => (
          <Queued key={proposal.id} proposal={proposal} collection={collection} />
        ))}
      </ul>
      {query.hasNextPage && <MoreButton query={query} />}
    </Drawer>
  );
}

function Queued({ proposal, collection }: { proposal: QueuedProposal; collection: CollectionView }) {
  const { t } = useTranslation();
  const { item, by, at, reason, state } = proposal;
  return (
    <li className="card">
      {item ? (
        <ProposedThing item={item} gap={proposal.gap} />
      ) : (
        <p className="proposal-hidden">
          <b>{t('proposals.hidden')}</b>
          <span className="muted">{t('proposals.hiddenText')}</span>
        </p>
      )}
      {reason && <p className="proposal-reason">{reason}</p>}
      <p className="muted small">
        {t('proposals.by', { name: by.name })} · {formatAgo(at)}
      </p>
      {state === 'open' ? (
        <Deciding proposal={proposal} collection={collection} />
      ) : (
        <Decision proposal={proposal} />
      )}
    </li>
  );
}
