import { useTranslation } from 'react-i18next';
import { pinItem, type CollectionItem, type CollectionView } from '../../api/collections.js';
import type { Curation } from './use-curation.js';

export interface PinProps {
  collection: CollectionView;
  item: CollectionItem;
  curation: Curation;
}

/** What a curator may do about the version of an item: what is missing is not to be offered. */
export function usePinning({ collection, item, curation }: PinProps) {
  const { t } = useTranslation();
  const { resource, curating, pinned } = item;
  const keepTo = (version: number | 'in force' | null) =>
    curation.change({
      send: (rev) => pinItem(collection.id, rev, item.id, version),
      done: t(version === null ? 'pins.followed' : 'pins.pinned'),
    });
  const here = resource !== null && curating?.gap !== 'away';
  const held = curating ? curating.pin !== null : pinned !== null;
  return {
    keepTo,
    follow: here && held ? () => void keepTo(null).catch(() => undefined) : undefined,
    pin:
      here && curating?.gap === null && curating.pin !== 'in force'
        ? () => void keepTo('in force').catch(() => undefined)
        : undefined,
    /** an earlier version */
    choosable: here && curating?.mayPinEarlier === true,
  };
}
