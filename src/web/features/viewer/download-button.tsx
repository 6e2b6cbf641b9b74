import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { contentRoutes } from '../../../contracts/content-routes.js';
import type { FileView } from '../../api/resources.js';
import { formatBytes } from '../../ui/format.js';

interface Props {
  resourceId: string;
  file: FileView;
  primary?: boolean;
}

/** The original under its own name: a plain link, so that the browser's own download, with resuming, does the work. */
export function DownloadButton({ resourceId, file, primary }: Props) {
  const { t } = useTranslation();
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      icon={<DownloadOutlined aria-hidden />}
      href={contentRoutes.original(resourceId, file.id)}
      download={file.fileName}
      aria-label={t('viewer.downloadFile', { name: file.fileName })}
    >
      {t('viewer.download')}
      <span className="download-size">{formatBytes(file.size)}</span>
    </Button>
  );
}
