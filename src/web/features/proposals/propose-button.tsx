import { BulbOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectionView } from '../../api/collections.js';

const ProposeDialog = lazy(async () => ({
  default: (await import('./propose-dialog.js')).ProposeDialog,
}));

/** On a published collection: tell its curators of something good. */
export function ProposeButton({ collection }: { collection: CollectionView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="large" icon={<BulbOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('proposals.action')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ProposeDialog collection={collection} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
