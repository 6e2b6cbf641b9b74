import { DownloadOutlined, FilePdfOutlined, FileZipOutlined, PrinterOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outlinePdf } from '../../api/collection-use.js';
import type { CollectionView } from '../../api/collections.js';
import { useErrorText } from '../../ui/error-text.js';
import { ArchiveDialog } from './archive-dialog.js';
import { useAllFound } from './use-found.js';

/** The table of contents on paper or as a PDF, and the whole as an archive. */
export function TakeMenu({ collection }: { collection: CollectionView }) {
  const { id } = collection;
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const allFound = useAllFound(collection);
  const [packing, setPacking] = useState(false);
  const print = useMutation({
    mutationFn: allFound,
    onSuccess: () => {
      // What was just read has to stand on the page before it is printed.
      requestAnimationFrame(() => setTimeout(() => window.print()));
    },
    onError: (error) => void message.error(errorText(error)),
  });
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
              onClick: () => print.mutate(),
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
        <Button size="large" icon={<DownloadOutlined aria-hidden />} loading={print.isPending}>
          {t('collectionUse.take')}
        </Button>
      </Dropdown>
      {packing && <ArchiveDialog id={id} language={language} onClose={() => setPacking(false)} />}
    </>
  );
}
