import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OwnProposal, ProposedItem, QueuedProposal } from '../../api/proposals.js';
import { formatAgo } from '../../ui/format.js';
import { ItemCover, ItemMeta, useItemTitle } from '../collections/item-words.js';

const TONES = { open: 'amber', accepted: 'green', declined: 'grey', withdrawn: 'grey' } as const;

/** What is proposed, to be looked at before it is decided. */
export function ProposedThing({ item, gap }: { item: ProposedItem; gap: QueuedProposal['gap'] }) {
  const { t } = useTranslation();
  const title = useItemTitle()(item);
  const name = item.link ? (
    <a href={item.link.url} target="_blank" rel="noopener noreferrer">
      {title}
    </a>
  ) : (
    <Link to={item.collection ? `/collections/${item.collection.id}` : `/resources/${item.resource?.id}`}>
      {title}
    </Link>
  );
  return (
    <div className="proposed">
      <ItemCover item={item} />
      <span className="grow">
        <b>{name}</b>
        <ItemMeta item={item} />
        {gap && <span className="muted small">{t(`curate.gap.${gap}`)}</span>}
      </span>
    </div>
  );
}

/** How it stands: who decided, when, and why not. */
export function Decision({ proposal }: { proposal: QueuedProposal | OwnProposal }) {
  const { t } = useTranslation();
  const { state, decision } = proposal;
  return (
    <div className="proposal-decision">
      <span className={`tone tone-${TONES[state]}`}>{t(`proposals.state.${state}`)}</span>
      {decision && (
        <span className="muted small">
          {decision.by.name} · {formatAgo(decision.at)}
        </span>
      )}
      {decision?.reason && <p>{t('proposals.answer', { text: decision.reason })}</p>}
    </div>
  );
}
