import { useTranslation } from 'react-i18next';
import type { WideningView } from '../../api/collections.js';
import { labelOf } from '../sharing/addressee-options.js';

/** Parts of an audience in words: "乙校、丙校 数学组 等". */
export function useWho() {
  const { t } = useTranslation();
  return (parts: WideningView['unseenBy'], more: number): string => {
    const words = parts.map(({ kind, name, place }) => {
      if (kind === 'group') return t('curate.unseenAll', { name });
      return labelOf({ kind, name, place });
    });
    const who = words.join(t('app.comma'));
    return more > 0 ? t('curate.unseenMore', { who }) : who;
  };
}
