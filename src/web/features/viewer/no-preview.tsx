import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Drawing } from '../../ui/drawing.js';
import { isWorkedOn } from '../../ui/resource-state.js';
import type { ViewerProps } from './viewer-props.js';

/** Nothing to show (yet), and how far it is. The reason stands above it, the original waits below. */
export function NoPreview({ file }: Pick<ViewerProps, 'file'>) {
  const { t } = useTranslation();
  const working = isWorkedOn(file);
  return (
    <div className="viewer viewer-none" role={working ? 'status' : undefined}>
      <Drawing name={working ? 'processing' : file.state === 'failed' ? 'broken' : 'empty'} />
      <h2 data-failed={file.state === 'failed' || undefined}>
        {working
          ? t(file.state === 'waiting' ? 'viewer.waiting' : 'viewer.processing')
          : file.state === 'failed'
            ? t('viewer.failed')
            : t('viewer.none')}
      </h2>
      {working && (
        <>
          {file.state === 'processing' && (
            <Progress
              percent={Math.round(file.progress * 100)}
              status="active"
              style={{ maxWidth: 320 }}
              aria-label={t('viewer.processing')}
            />
          )}
          <p className="muted small">{t('viewer.processingHint')}</p>
        </>
      )}
    </div>
  );
}
