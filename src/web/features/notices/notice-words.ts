import { useTranslation } from 'react-i18next';
import type { CollectionNews, NoticeView } from '../../api/notices.js';
import { formatPlainDay } from '../../ui/format.js';

/** What a notice says, in one sentence. It names nothing that I may not see any more. */
export function useNoticeWords() {
  const { t } = useTranslation();
  const newsOf = ({ added, removed, reopened }: CollectionNews): string =>
    [
      ...(reopened ? [t('notices.news.reopened')] : []),
      ...(added > 0 ? [t('notices.news.added', { count: added })] : []),
      ...(removed > 0 ? [t('notices.news.removed', { count: removed })] : []),
    ].join(t('notices.news.and'));
  return ({ kind, by, title, within, news, due }: NoticeView): string => {
    const names = {
      by: by?.name || t('notices.somebody'),
      title: title || t('resource.untitled'),
      within: within ?? '',
    };
    switch (kind) {
      case 'resource_granted':
      case 'collection_granted':
      case 'proposal_made':
      case 'review_asked':
      case 'review_question':
      case 'review_answered':
      case 'review_edited':
      case 'review_passed':
      case 'review_approved':
      case 'review_returned':
      case 'review_overtaken':
      case 'review_no_other':
      case 'mark_given':
      case 'mark_taken':
      case 'mark_ended':
      case 'preparation_organizer':
      case 'preparation_lead':
      case 'preparation_drafted':
      case 'preparation_remarked':
      case 'preparation_agreed':
      case 'preparation_taken_back':
      case 'preparation_widened':
      case 'preparation_lead_gone':
        return t(`notices.say.${kind}`, names);
      case 'preparation_due':
        return t(`notices.due.${due?.late ? 'late' : 'due'}_${due?.what ?? 'draft'}`, {
          ...names,
          day: due ? formatPlainDay(due.day) : '',
        });
      case 'widening':
      case 'proposal_accepted':
      case 'proposal_declined':
        return t(`notices.${title === null || within === null ? 'unnamed' : 'say'}.${kind}`, names);
      case 'collection_changed':
        return t('notices.say.collection_changed', { ...names, news: news ? newsOf(news) : '' });
    }
  };
}
