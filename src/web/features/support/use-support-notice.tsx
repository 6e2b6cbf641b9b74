import { App, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ServerEvent } from '../../../contracts/events.js';

type News = Extract<ServerEvent, { type: 'support' }>;

/** Says on whatever page is open that one's thing was opened for support, or that this was ended. */
export function useSupportNotice() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const tell = useRef<(news: News) => void>(() => undefined);
  useEffect(() => {
    tell.current = ({ resourceId, open, by, title }) => {
      const words = { by, title: title || t('resource.untitled') };
      // The administrator hears that it is over; the title is for those whose it is.
      const isOver = !open && title === '';
      notification[open ? 'warning' : 'info']({
        key: `support ${resourceId}`,
        title: isOver
          ? t('support.newsOver', words)
          : t(open ? 'support.newsOpen' : 'support.newsEnded', words),
        duration: open ? 0 : 6,
        actions: isOver ? null : (
          <Button
            size="small"
            onClick={() => {
              notification.destroy(`support ${resourceId}`);
              void navigate(`/resources/${resourceId}`);
            }}
          >
            {t('support.look')}
          </Button>
        ),
      });
    };
  });
  return tell;
}
