import {
  CloseOutlined,
  PauseOutlined,
  CaretRightOutlined,
  ReloadOutlined,
  CheckCircleFilled,
} from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../ui/error-text.js';
import { formatBytes } from '../../ui/format.js';
import type { UploadItem } from './engine/types.js';
import { isFinal, isMoving, type UploadQueue } from './engine/upload-queue.js';

interface Props {
  item: UploadItem;
  queue: UploadQueue;
  onRemove?: () => void;
}

/** One file on its way: name, how far, in which state, and what can be done about it. */
export function UploadLine({ item, queue, onRemove }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const percent = item.size > 0 ? Math.floor((100 * item.sent) / item.size) : 0;
  return (
    <div className={`upload-line upload-${item.phase}`} data-phase={item.phase}>
      <div className="upload-line-head">
        <span className="ellipsis grow" title={item.relativePath ?? item.fileName}>
          {item.relativePath ?? item.fileName}
        </span>
        <span className="muted small nowrap">{formatBytes(item.size)}</span>
        <span className="upload-phase nowrap" role="status">
          {item.phase === 'stored' && <CheckCircleFilled aria-hidden />}
          {t(`phase.${item.phase}`)}
          {isMoving(item) && item.sent > 0 && ` ${percent}%`}
        </span>
        {isMoving(item) && item.phase !== 'pausing' && (
          <Button
            size="small"
            type="text"
            icon={<PauseOutlined aria-hidden />}
            aria-label={t('upload.pause', { name: item.fileName })}
            onClick={() => queue.pause(item.key)}
          />
        )}
        {item.phase === 'paused' && (
          <Button
            size="small"
            type="text"
            icon={<CaretRightOutlined aria-hidden />}
            aria-label={t('upload.resume', { name: item.fileName })}
            onClick={() => queue.resume(item.key)}
          />
        )}
        {item.phase === 'failed' && !isFinal(item) && (
          <Button size="small" icon={<ReloadOutlined aria-hidden />} onClick={() => queue.resume(item.key)}>
            {t('actions.retry')}
          </Button>
        )}
        {onRemove && (
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('upload.remove', { name: item.fileName })}
            onClick={onRemove}
          />
        )}
      </div>
      {item.phase !== 'stored' && item.phase !== 'failed' && (
        <Progress
          percent={item.phase === 'verifying' ? 100 : percent}
          showInfo={false}
          size="small"
          status={item.phase === 'sending' || item.phase === 'verifying' ? 'active' : 'normal'}
          aria-label={item.fileName}
        />
      )}
      {item.failure && (
        <p className="upload-failure" role="alert">
          {errorText(item.failure)}
        </p>
      )}
    </div>
  );
}
