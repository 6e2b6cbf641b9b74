import { Link } from 'react-router';
import type { ResourceCard } from '../api/resources.js';
import { Cover } from './cover.js';
import { formatAgo } from './format.js';
import { ResourceMeta, ResourceTitle, SchoolBadge } from './resource-meta.js';

/** A resource as a card in a grid. */
export function ResourceTile({ card, eager }: { card: ResourceCard; eager?: boolean }) {
  return (
    <Link to={`/resources/${card.id}`} className="tile">
      <Cover resource={card} eager={eager} />
      <span className="tile-body">
        <span className="tile-title">
          <ResourceTitle card={card} />
        </span>
        <ResourceMeta card={card} />
        <span className="tile-foot">
          <SchoolBadge school={card.school} short />
          <span className="ellipsis">{card.author.name}</span>
          <span className="nowrap tile-date">{formatAgo(card.publishedAt ?? card.updatedAt)}</span>
        </span>
      </span>
    </Link>
  );
}

export function TileSkeletons({ count }: { count: number }) {
  return Array.from({ length: count }, (_, i) => (
    <div key={i} className="tile tile-empty" aria-hidden>
      <span className="cover bone" />
      <span className="tile-body">
        <span className="bone bone-line" />
        <span className="bone bone-line" style={{ width: '60%' }} />
      </span>
    </div>
  ));
}
