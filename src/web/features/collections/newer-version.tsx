import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CollectionItem, CollectionView } from '../../api/collections.js';
import { has } from '../resource/rights.js';
import { useCuration } from './use-curation.js';
import { usePinning, type PinProps } from './use-pinning.js';
import './pins.css';

/** Tells curators, while they curate, that there is a newer version than the one an item keeps to, and follows it with one press. */
export function PinnedNewer(props: PinProps) {
  const { t } = useTranslation();
  const { follow } = usePinning(props);
  if (!props.item.pinned?.earlier || !follow) return null;
  return (
    <span className="newer-version" role="note">
      <span className="muted small">{t('pins.newer')}</span>
      <Button size="small" onClick={follow} disabled={props.curation.busy}>
        {t('pins.follow')}
      </Button>
    </span>
  );
}

/** The same on the page that its readers see. */
export function NewerVersion({ collection, item }: { collection: CollectionView; item: CollectionItem }) {
  const curation = useCuration(collection.id);
  if (!has(collection.right, 'edit') || collection.trashedAt !== null) return null;
  return <PinnedNewer collection={collection} item={item} curation={curation} />;
}
