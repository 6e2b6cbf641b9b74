import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { noticePath } from '../../../contracts/notice-place.js';
import { keys } from '../../api/keys.js';
import { readNotices, seeNotice, seeNoticesUntil, type NoticeView } from '../../api/notices.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatAgo } from '../../ui/format.js';
import { MoreButton } from '../../ui/more-button.js';
import { ErrorState, State } from '../../ui/states.js';
import { useNoticeWords } from './notice-words.js';
import './notices.css';

/** What I was told, latest first. Following a notice marks it as seen. */
export function NoticeDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: keys.noticePages,
    queryFn: ({ pageParam }) => readNotices(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const notices = query.data?.pages.flatMap((page) => page.items) ?? [];
  const again = () => client.invalidateQueries({ queryKey: keys.notices });
  const seeAll = useMutation({
    mutationFn: seeNoticesUntil,
    onSuccess: again,
    onError: (error) => void message.error(errorText(error)),
  });
  const follow = (notice: NoticeView) => {
    onClose();
    if (!notice.seen) void seeNotice(notice.id).then(again, () => undefined);
  };
  const [latest] = notices;
  return (
    <Drawer
      open
      title={t('notices.title')}
      onClose={onClose}
      size="min(420px, 100vw)"
      extra={
        latest &&
        notices.some(({ seen }) => !seen) && (
          <Button size="small" loading={seeAll.isPending} onClick={() => seeAll.mutate(latest.id)}>
            {t('notices.allSeen')}
          </Button>
        )
      }
    >
      {query.isPending && <div className="bone" style={{ height: 240 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isSuccess && notices.length === 0 && !query.hasNextPage && (
        <State drawing="empty" title={t('notices.none')} text={t('notices.noneText')} compact />
      )}
      <ul className="notices">
        {notices.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} onFollow={() => follow(notice)} />
        ))}
      </ul>
      {query.hasNextPage && <MoreButton query={query} />}
    </Drawer>
  );
}

function NoticeRow({ notice, onFollow }: { notice: NoticeView; onFollow: () => void }) {
  const { t } = useTranslation();
  const say = useNoticeWords();
  return (
    <li className={notice.seen ? undefined : 'notice-unseen'}>
      <Link to={noticePath(notice.place)} onClick={onFollow}>
        {!notice.seen && <span className="notice-dot" role="img" aria-label={t('notices.unseen')} />}
        <span className="grow">
          <span className="notice-words">{say(notice)}</span>
          {notice.text && (
            <span className="notice-text">
              {notice.kind.startsWith('proposal_')
                ? t('proposals.answer', { text: notice.text })
                : `${notice.by?.name ?? t('notices.somebody')}${t('app.colon')}${notice.text}`}
            </span>
          )}
          <span className="muted small">{formatAgo(notice.at)}</span>
        </span>
      </Link>
    </li>
  );
}
