import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { archiveZip, readArchive } from '../../api/collection-use.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatBytes } from '../../ui/format.js';

interface Props {
  id: string;
  language: 'zh' | 'en';
  onClose: () => void;
}

/** What comes along in the archive and what does not, before it is downloaded. */
export function ArchiveDialog({ id, language, onClose }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const query = useQuery({
    queryKey: ['collection', id, 'archive'],
    queryFn: () => readArchive(id),
    staleTime: 0,
  });
  const held = query.data;
  return (
    <Modal
      open
      title={t('collectionUse.zipTitle')}
      onCancel={onClose}
      footer={
        <Button
          type="primary"
          icon={<DownloadOutlined aria-hidden />}
          href={held ? archiveZip(id, language) : undefined}
          disabled={!held}
          download
          onClick={onClose}
        >
          {t('collectionUse.zipTake')}
          {held && <span className="download-size">{formatBytes(held.bytes)}</span>}
        </Button>
      }
    >
      {query.isPending && <div className="bone" style={{ height: 48 }} />}
      {query.isError && <Alert type="warning" showIcon title={errorText(query.error)} />}
      {held && (
        <ul className="archive-words">
          <li>{t('collectionUse.zipFiles', { count: held.files })}</li>
          {held.elsewhere > 0 && <li>{t('collectionUse.zipElsewhere', { count: held.elsewhere })}</li>}
          {held.rest && <li>{t(`collectionUse.zipRest.${held.rest}`)}</li>}
          {held.previewOnly > 0 && <li>{t('collectionUse.zipPreview', { count: held.previewOnly })}</li>}
        </ul>
      )}
    </Modal>
  );
}
