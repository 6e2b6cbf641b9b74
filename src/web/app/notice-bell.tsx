import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { countUnseen, MOST_COUNTED } from '../api/notices.js';

const NoticeDrawer = lazy(async () => ({
  default: (await import('../features/notices/notice-drawer.js')).NoticeDrawer,
}));

/** How much there is that I have not seen; opens it beside whatever page I am on. */
export function NoticeBell() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const query = useQuery({ queryKey: keys.unseenNotices, queryFn: countUnseen });
  const count = query.data?.count ?? 0;
  const label = count >= MOST_COUNTED ? t('notices.openMany', { count: 99 }) : t('notices.open', { count });
  return (
    <span className="bell">
      <Badge count={count} size="small" overflowCount={MOST_COUNTED - 1} offset={[-6, 8]}>
        <Button
          type="text"
          className="bell-button"
          icon={<BellOutlined aria-hidden />}
          aria-label={label}
          title={label}
          onClick={() => setOpen(true)}
        />
      </Badge>
      {open && (
        <Suspense fallback={null}>
          <NoticeDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  );
}
