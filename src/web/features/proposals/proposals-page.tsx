import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../../api/keys.js';
import { readOwnProposals, withdrawProposal, type OwnProposal } from '../../api/proposals.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatAgo } from '../../ui/format.js';
import { MoreButton } from '../../ui/more-button.js';
import { ErrorState, State } from '../../ui/states.js';
import { useTitle } from '../../ui/use-title.js';
import { Decision, ProposedThing } from './proposal-words.js';
import '../collections/collections.css';
import './proposals.css';

/** What I proposed for collections, and what became of it. */
export function ProposalsPage() {
  const { t } = useTranslation();
  useTitle(t('proposals.mine'));
  const query = useInfiniteQuery({
    queryKey: keys.ownProposals,
    queryFn: ({ pageParam }) => readOwnProposals(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const proposals = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page proposals-page">
      <header className="page-head">
        <div className="grow">
          <h1>{t('proposals.mine')}</h1>
          <p>{t('proposals.mineLead')}</p>
        </div>
        <Link to="/collections" tabIndex={-1}>
          <Button>{t('proposals.toCollections')}</Button>
        </Link>
      </header>
      {query.isPending && <div className="bone" style={{ height: 320 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isSuccess && proposals.length === 0 && (
        <State drawing="empty" title={t('proposals.mineNone')} text={t('proposals.mineNoneText')} />
      )}
      <ul className="proposals">
        {proposals.map((proposal) => (
          <Own key={proposal.id} proposal={proposal} />
        ))}
      </ul>
      {query.hasNextPage && <MoreButton query={query} />}
    </div>
  );
}

function Own({ proposal }: { proposal: OwnProposal }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const { item, collection, reason, at, state } = proposal;
  const withdraw = useMutation({
    mutationFn: () => withdrawProposal(proposal.id),
    onSuccess: () => void message.success(t('proposals.withdrawn')),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.allProposals }),
  });
  return (
    <li className="card">
      <p className="small">
        {collection ? (
          <Link to={`/collections/${collection.id}`}>
            {t('proposals.forCollection', { title: collection.title })}
          </Link>
        ) : (
          <span className="muted">{t('proposals.hiddenCollection')}</span>
        )}
        <span className="muted"> · {formatAgo(at)}</span>
      </p>
      {item ? (
        <ProposedThing item={item} gap={proposal.gap} />
      ) : (
        <p className="muted">{t('proposals.hiddenOwn')}</p>
      )}
      <p className="proposal-reason">{reason}</p>
      <div className="row-wrap">
        <Decision proposal={proposal} />
        {state === 'open' && (
          <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('proposals.withdraw')}
          </Button>
        )}
      </div>
    </li>
  );
}
