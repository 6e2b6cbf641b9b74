import { useTranslation } from 'react-i18next';
import type { ResourceCard } from '../api/resources.js';
import { MarkBadge } from './mark-badge.js';
import { useTaxonomy } from './use-taxonomy.js';

/** Type, grade and chapter: what it is and where it belongs. */
export function ResourceMeta({ card }: { card: ResourceCard }) {
  const taxonomy = useTaxonomy();
  const place = [
    taxonomy.name('grade', card.grade) || taxonomy.name('stage', card.stage),
    taxonomy.name('subject', card.subject),
  ]
    .filter(Boolean)
    .join(' · ');
  const chapter = card.chapterPath.at(-1);
  return (
    <span className="meta">
      {card.type && <span className="type-tag">{taxonomy.name('type', card.type)}</span>}
      <MarkBadge card={card} />
      {place && <span className="nowrap">{place}</span>}
      {chapter && (
        <span className="ellipsis" title={[card.bookTitle, ...card.chapterPath].filter(Boolean).join(' › ')}>
          {chapter}
        </span>
      )}
    </span>
  );
}

/** School badge with its whole name for pointers; `short` where a card has no room for it. */
export function SchoolBadge({ school, short = false }: { school: ResourceCard['school']; short?: boolean }) {
  return (
    <span className="school-badge" title={school.name}>
      {short ? school.shortName : school.name}
    </span>
  );
}

export function ResourceTitle({ card }: { card: ResourceCard }) {
  const { t } = useTranslation();
  return <>{card.title || t('resource.untitled')}</>;
}
