import { useTranslation } from 'react-i18next';
import type { NoticeView } from '../../api/notices.js';

/** What a notice says, in one sentence. What I may not see any more has no name in it. */
export function useNoticeWords() {
  const { t } = useTranslation();
  return ({ kind, by, title, within }: NoticeView): string => {
    const names = {
      by: by?.name || t('notices.somebody'),
      title: title === '' ? t('resource.untitled') : (title ?? t('notices.gone')),
      within: within ?? t('notices.gone'),
    };
    if (kind === 'widening' && within === null) return t('notices.say.wideningUnnamed', names);
    return t(`notices.say.${kind}`, names);
  };
}

/** Where a notice is dealt with. */
export function addressOf({ place }: NoticeView): string {
  switch (place.page) {
    case 'resource':
      return `/resources/${place.id}`;
    case 'collection':
      return `/collections/${place.id}`;
    case 'queue':
      return `/collections/${place.id}/edit?proposals`;
    case 'proposals':
      return '/proposals';
  }
}
