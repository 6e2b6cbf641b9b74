import { CheckOutlined, CloseOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  name: string;
  editable: boolean;
  max: number;
  small?: boolean;
  onSave: (name: string) => Promise<unknown>;
}

/** A name that turns into a field when it may be changed. */
export function EditableName({ name, editable, max, small, onSave }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  if (text === null) {
    return (
      <span className="row org-name">
        {small ? <span>{name}</span> : <h2>{name}</h2>}
        {editable && (
          <Button
            size="small"
            type="text"
            icon={<EditOutlined aria-hidden />}
            aria-label={t('org.rename', { name })}
            onClick={() => setText(name)}
          />
        )}
      </span>
    );
  }
  const save = () =>
    void onSave(text.trim()).then(
      () => setText(null),
      () => undefined,
    );
  return (
    <form
      className="row org-name"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) save();
      }}
    >
      <Input
        autoFocus
        value={text}
        maxLength={max}
        aria-label={t('org.name')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText(null)}
        style={{ maxWidth: 320 }}
      />
      <Button
        htmlType="submit"
        type="primary"
        icon={<CheckOutlined aria-hidden />}
        aria-label={t('actions.save')}
        disabled={!text.trim()}
      />
      <Button
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('actions.cancel')}
        onClick={() => setText(null)}
      />
    </form>
  );
}
