import { Input } from 'antd';
import { useState } from 'react';

interface WordsProps {
  value: string;
  maxLength: number;
  placeholder: string;
  onSave: (text: string) => void;
  long?: boolean;
  className?: string;
}

/** Words written in place; saved when the field is left, given up with Esc. */
export function Words({ value, maxLength, placeholder, onSave, long, className }: WordsProps) {
  const [text, setText] = useState(value);
  const common = {
    value: text,
    maxLength,
    placeholder,
    'aria-label': placeholder,
    variant: 'borderless' as const,
    className,
    onBlur: () => text !== value && onSave(long ? text : text.trim()),
    onKeyDown: (event: { key: string }) => event.key === 'Escape' && setText(value),
  };
  return long ? (
    <Input.TextArea
      {...common}
      autoSize={{ minRows: 1, maxRows: 10 }}
      onChange={(event) => setText(event.target.value)}
    />
  ) : (
    <Input
      {...common}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={(event) => event.currentTarget.blur()}
    />
  );
}
