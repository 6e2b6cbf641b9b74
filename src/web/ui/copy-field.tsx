import { CopyOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyFrom } from './copy-from.js';

interface Props {
  value: string;
  label: string;
  /** of the button before it is pressed, where that should say more than “copy” */
  copyText?: string;
}

/** A text to be taken along, with a button that copies it and says so. */
export function CopyField({ value, label, copyText }: Props) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<boolean | null>(null);
  const field = useRef<InputRef>(null);
  const pressed = copied === null ? null : copied ? 'actions.copied' : 'actions.copyByHand';
  return (
    <div className="row-wrap">
      <Input
        className="copy-field"
        ref={field}
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
        aria-label={label}
      />
      <Button
        icon={<CopyOutlined aria-hidden />}
        onClick={() => void copyFrom(field.current?.input ?? null).then(setCopied)}
      >
        {pressed === null ? (copyText ?? t('actions.copy')) : t(pressed)}
      </Button>
    </div>
  );
}
