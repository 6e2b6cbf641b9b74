import { FolderAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResourceView } from '../../api/resources.js';
import { useCanUpload } from '../../ui/use-can-upload.js';

const CollectDialog = lazy(async () => ({
  default: (await import('./collect-dialog.js')).CollectDialog,
}));

/** On the page of a resource: put it into a collection of mine. */
export function CollectButton({ resource }: { resource: ResourceView }) {
  const { t } = useTranslation();
  const canCurate = useCanUpload();
  const [open, setOpen] = useState(false);
  if (!canCurate || resource.trashedAt !== null) return null;
  return (
    <>
      <Button icon={<FolderAddOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('collect.action')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <CollectDialog resource={resource} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
