import { CloudUploadOutlined } from '@ant-design/icons';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { uploadQueue } from './engine/instance.js';
import { isMoving } from './engine/upload-queue.js';

/** Says on every other page that files are still travelling. */
export function UploadDock() {
  const { t } = useTranslation();
  const queue = uploadQueue();
  const { items } = useSyncExternalStore(queue.subscribe, queue.getSnapshot);
  const { pathname } = useLocation();
  const moving = items.filter(isMoving);
  if (moving.length === 0 || pathname === '/upload') return null;
  const total = moving.reduce((sum, i) => sum + i.size, 0);
  const sent = moving.reduce((sum, i) => sum + i.sent, 0);
  return (
    <Link to="/upload" className="upload-dock">
      <CloudUploadOutlined aria-hidden />
      {t('upload.moving', { count: moving.length })}
      <b>{total > 0 ? Math.floor((100 * sent) / total) : 0}%</b>
    </Link>
  );
}
