import { PushpinOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CollectionItem } from '../../api/collections.js';
import { formatDay } from '../../ui/format.js';
import './pins.css';

type Pinned = Partial<Pick<CollectionItem, 'pinned' | 'curating'>>;

/** Since when until when the version was in force that an item keeps to; null where it is still in force. */
function useEarlier({ pinned }: Pinned): string | null {
  const { t } = useTranslation();
  if (!pinned?.earlier || pinned.since === null) return null;
  return t('pins.earlier', { since: formatDay(pinned.since), until: formatDay(pinned.earlier.until) });
}

/** Says quietly that an item keeps to a version: to readers where that is an earlier one, to curators always. */
export function PinBadge({ item, className = '' }: { item: Pinned; className?: string }) {
  const { t } = useTranslation();
  const earlier = useEarlier(item);
  const { pinned, curating } = item;
  if (curating?.pin === 'away')
    return <span className={`tone tone-amber pin-badge ${className}`}>{t('pins.away')}</span>;
  if (!pinned || (earlier === null && !curating)) return null;
  const since = pinned.since === null ? '' : formatDay(pinned.since);
  return (
    <span
      className={`tone tone-grey pin-badge ${className}`}
      title={t(earlier === null ? 'pins.inForceHint' : 'pins.earlierHint', { since })}
    >
      <PushpinOutlined aria-hidden /> {earlier ?? `${t('pins.inForce')} · ${since}`}
    </span>
  );
}

/** The same of an earlier version where there is room for a sign only. */
export function PinSign({ item }: { item: Pinned }) {
  const earlier = useEarlier(item);
  return earlier === null ? null : <PushpinOutlined role="img" aria-label={earlier} title={earlier} />;
}
