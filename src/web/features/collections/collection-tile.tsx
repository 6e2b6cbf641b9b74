import { BookOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { contentRoutes } from '../../../contracts/content-routes.js';
import type { CollectionCard } from '../../api/collections.js';
import { formatAgo } from '../../ui/format.js';
import { SchoolBadge } from '../../ui/resource-meta.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';

/** Where a collection stands: grade or stage, subject, chapter. */
export function CollectionPlace({ card }: { card: CollectionCard }) {
  const taxonomy = useTaxonomy();
  const place = [
    taxonomy.name('grade', card.grade) || taxonomy.name('stage', card.stage),
    taxonomy.name('subject', card.subject),
  ].filter(Boolean);
  const chapter = card.chapterPath.at(-1);
  if (place.length === 0 && !chapter) return null;
  return (
    <span className="meta">
      {place.length > 0 && <span className="nowrap">{place.join(' · ')}</span>}
      {chapter && (
        <span className="ellipsis" title={[card.bookTitle, ...card.chapterPath].filter(Boolean).join(' › ')}>
          {chapter}
        </span>
      )}
    </span>
  );
}

/** Up to three first pages, fanned out; a book where there are none. */
export function CollectionCover({ covers }: { covers: CollectionCard['covers'] }) {
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
  const shown = covers.filter(({ fileId }) => !broken.has(fileId));
  return (
    <span className={`collection-cover collection-cover-${shown.length}`} aria-hidden>
      {shown.length === 0 && <BookOutlined />}
      {shown.map(({ resourceId, fileId }) => (
        <img
          key={fileId}
          src={contentRoutes.thumbnail(resourceId, fileId)}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken((before) => new Set([...before, fileId]))}
        />
      ))}
    </span>
  );
}

/** A collection as a card in a grid. */
export function CollectionTile({ card }: { card: CollectionCard }) {
  const { t } = useTranslation();
  const when = card.publishedAt ?? card.updatedAt;
  return (
    <Link to={`/collections/${card.id}`} className="tile collection-tile">
      <CollectionCover covers={card.covers} />
      <span className="tile-body">
        <span className="tile-title">{card.title}</span>
        {card.summary && <span className="collection-summary">{card.summary}</span>}
        <CollectionPlace card={card} />
        <span className="tile-foot">
          {card.state === 'draft' && <span className="tone tone-grey">{t('collections.draft')}</span>}
          <SchoolBadge school={card.school} />
          <span className="ellipsis">{card.author.name}</span>
          {when && <span className="nowrap tile-date">{formatAgo(when)}</span>}
        </span>
      </span>
    </Link>
  );
}
