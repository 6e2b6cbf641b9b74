import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Drawing } from '../../ui/drawing.js';
import { useErrorText } from '../../ui/error-text.js';
import { DownloadButton } from './download-button.js';
import type { ViewerProps } from './file-viewer.js';

/** Nothing to show (yet): why, how far it is, and the original. */
export function NoPreview({ resourceId, file, canDownload }: ViewerProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const working = file.state === 'waiting' || file.state === 'processing';
  return (
    <div className="viewer viewer-none" role={working ? 'status' : undefined}>
      <Drawing name={working ? 'processing' : file.state === 'failed' ? 'broken' : 'empty'} />
      <h2>
        {working
          ? t(file.state === 'waiting' ? 'viewer.waiting' : 'viewer.processing')
          : file.state === 'failed'
            ? t('viewer.failed')
            : t('viewer.none')}
      </h2>
      {file.failure && <p>{errorText(file.failure)}</p>}
      {working && (
        <>
          <Progress
            percent={Math.round(file.progress * 100)}
            status="active"
            style={{ maxWidth: 320 }}
            aria-label={t('viewer.processing')}
          />
          <p className="muted small">{t('viewer.processingHint')}</p>
        </>
      )}
      {canDownload && <DownloadButton resourceId={resourceId} file={file} primary={!working} />}
    </div>
  );
}
