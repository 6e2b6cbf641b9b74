import { DownloadOutlined, FilePdfOutlined, FileZipOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outlinePdf } from '../../api/collection-use.js';
import { ArchiveDialog } from './archive-dialog.js';

/** The table of contents on paper or as a PDF, and the whole as an archive. */
export function TakeMenu({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const [packing, setPacking] = useState(false);
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'print',
              icon: <PrinterOutlined aria-hidden />,
              label: t('collectionUse.print'),
              onClick: () => window.print(),
            },
            {
              key: 'pdf',
              icon: <FilePdfOutlined aria-hidden />,
              label: (
                <a href={outlinePdf(id, language)} download>
                  {t('collectionUse.pdf')}
                </a>
              ),
            },
            {
              key: 'zip',
              icon: <FileZipOutlined aria-hidden />,
              label: t('collectionUse.zip'),
              onClick: () => setPacking(true),
            },
          ],
        }}
      >
        <Button size="large" icon={<DownloadOutlined aria-hidden />}>
          {t('collectionUse.take')}
        </Button>
      </Dropdown>
      {packing && <ArchiveDialog id={id} language={language} onClose={() => setPacking(false)} />}
    </>
  );
}
