import { DesktopOutlined } from '@ant-design/icons';
import { Button, type ButtonProps } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectionItem } from '../../api/collections.js';

const Presentation = lazy(async () => ({
  default: (await import('./presentation.js')).Presentation,
}));

interface Props extends Pick<ButtonProps, 'size'> {
  items: readonly CollectionItem[];
  /** the id of the item to begin with */
  first: string;
  /** without words, where there is no room */
  bare?: boolean;
  /** with the id of the item that was shown last */
  onEnd?: (last: string) => void;
}

/** Shows a collection on the whole screen. */
export function PresentButton({ items, first, bare = false, onEnd, size }: Props) {
  const { t } = useTranslation();
  const [presenting, setPresenting] = useState(false);
  return (
    <>
      <Button
        size={size}
        icon={<DesktopOutlined aria-hidden />}
        aria-label={t('collectionUse.present')}
        onClick={() => setPresenting(true)}
      >
        {!bare && t('collectionUse.present')}
      </Button>
      {presenting && (
        <Suspense>
          <Presentation
            items={items}
            first={first}
            onEnd={(last) => {
              setPresenting(false);
              onEnd?.(last);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
