import { App, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ServerEvent } from '../../../contracts/events.js';

type News = Extract<ServerEvent, { type: 'widening' }>;

/** Says on whatever page is open that a curator asks to let more people see one's resource. */
export function useWideningNotice() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const tell = useRef<(news: News) => void>(() => undefined);
  useEffect(() => {
    tell.current = ({ resourceId, title, by }) => {
      const key = `widening ${resourceId}`;
      notification.info({
        key,
        title: t('widening.news', { title: title || t('resource.untitled'), by }),
        duration: 12,
        actions: (
          <Button
            size="small"
            onClick={() => {
              notification.destroy(key);
              void navigate(`/resources/${resourceId}`);
            }}
          >
            {t('widening.look')}
          </Button>
        ),
      });
    };
  });
  return tell;
}
