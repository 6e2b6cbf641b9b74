import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatDuration } from '../../ui/format.js';
import { isMoving } from './engine/upload-queue.js';
import { useUploads } from './use-batch.js';

/** All files together: how far, how fast, how long still; pause and go on for all. */
export function TransferBar() {
  const { t } = useTranslation();
  const { queue, items, speed } = useUploads();
  const moving = items.filter(isMoving);
  const rate = moving.some((i) => i.phase !== 'pausing') ? speed : 0;
  const paused = items.filter((i) => i.phase === 'paused');
  if (moving.length === 0 && paused.length === 0) return null;
  const counted = items.filter((i) => i.phase !== 'failed' && i.phase !== 'needs-file');
  const total = counted.reduce((sum, i) => sum + i.size, 0);
  const sent = counted.reduce((sum, i) => sum + i.sent, 0);
  const left = rate > 0 ? (total - sent) / rate : null;
  return (
    <div className="transfer-bar card" role="status">
      <div className="row">
        <b className="grow">
          {moving.length > 0 ? t('upload.moving', { count: moving.length }) : t('upload.allPaused')}
        </b>
        <span className="muted small">
          {formatBytes(sent)} / {formatBytes(total)}
          {rate > 0 && ` · ${formatBytes(rate)}/s`}
          {left !== null && left > 1 && ` · ${t('upload.left', { time: formatDuration(left) })}`}
        </span>
        {moving.length > 0 && (
          <Button size="small" onClick={() => queue.pauseAll()}>
            {t('upload.pauseAll')}
          </Button>
        )}
        {paused.length > 0 && (
          <Button size="small" type="primary" onClick={() => queue.resumeAll()}>
            {t('upload.resumeAll')}
          </Button>
        )}
      </div>
      <Progress
        percent={total > 0 ? Math.floor((100 * sent) / total) : 0}
        size="small"
        aria-label={t('upload.total')}
      />
    </div>
  );
}
