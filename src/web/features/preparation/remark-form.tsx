import { Button, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useTranslation } from 'react-i18next';
import type { KeyboardEvent, Ref } from 'react';
import { useKeptText } from './use-kept-text.js';

interface Props {
  /** tells this text from others while it is being written */
  name: string;
  initial?: string;
  label: string;
  placeholder?: string;
  send: string;
  busy: boolean;
  /** it is not complete although something was written */
  blocked?: boolean;
  autoFocus?: boolean;
  ref?: Ref<TextAreaRef>;
  /** true once it has gone */
  onSend: (text: string) => Promise<boolean>;
  onCancel?: () => void;
}

/** Words of a remark or an answer; Ctrl+Enter sends them, Escape gives them up. */
export function RemarkForm({
  name,
  initial,
  label,
  placeholder,
  send: sendWords,
  busy,
  blocked = false,
  autoFocus = false,
  ref,
  onSend,
  onCancel,
}: Props) {
  const { t } = useTranslation();
  const [text, setText] = useKeptText(name, initial);
  const ready = text.trim() !== '' && !blocked && !busy;
  const send = async () => {
    if (ready && (await onSend(text.trim()))) setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel?.();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  };
  return (
    <div className="remark-form" onKeyDown={onKeyDown}>
      <Input.TextArea
        ref={ref}
        autoFocus={autoFocus}
        value={text}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 8 }}
        aria-label={label}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="row remark-send">
        {onCancel && (
          <Button size="small" onClick={onCancel}>
            {t('actions.cancel')}
          </Button>
        )}
        <Button type="primary" size="small" disabled={!ready} loading={busy} onClick={() => void send()}>
          {sendWords}
        </Button>
      </div>
    </div>
  );
}
