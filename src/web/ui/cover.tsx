import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contentRoutes } from '../../contracts/content-routes.js';
import type { ResourceCard } from '../api/resources.js';
import { formatDuration } from './format.js';
import { KindIcon, kindColor } from './kind-icon.js';

/** The picture that stands for a resource: its first page or frame, or the sign of its kind. Its size never changes. */
export function Cover({ resource, eager = false }: { resource: ResourceCard; eager?: boolean }) {
  const { t } = useTranslation();
  const [broken, setBroken] = useState<string | null>(null);
  const first = resource.files.find((f) => f.id === resource.coverFileId) ?? resource.files[0];
  const kind = first?.kind ?? (resource.linkUrl ? 'link' : 'text');
  // asked for only once it can be there: an early miss would be remembered
  const finished = first?.state === 'ready' || first?.state === 'partial';
  const source =
    resource.coverFileId && finished ? contentRoutes.thumbnail(resource.id, resource.coverFileId) : null;
  const badge =
    first?.duration != null && (kind === 'video' || kind === 'audio')
      ? formatDuration(first.duration)
      : first?.pageCount && first.pageCount > 1
        ? t('resource.pageCount', { count: first.pageCount })
        : null;
  return (
    <span
      className="cover"
      style={{ background: `color-mix(in srgb, ${kindColor[kind]} 9%, #fffdf8)` }}
      aria-hidden
    >
      {source && broken !== source ? (
        <img
          src={source}
          alt=""
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          onError={() => setBroken(source)}
        />
      ) : (
        <KindIcon kind={kind} size={34} />
      )}
      {badge && <span className="cover-badge">{badge}</span>}
      {resource.files.length > 1 && (
        <span className="cover-count">{t('resource.fileCount', { count: resource.files.length })}</span>
      )}
    </span>
  );
}
