import { Input } from 'antd';

interface Props {
  label: string;
  value: string;
  /** of a form that opens for them */
  autoFocus?: boolean;
  onChange: (words: string) => void;
}

/** Words of a review, of either side; as many as the API takes. */
export function WordsField({ label, value, autoFocus = false, onChange }: Props) {
  return (
    <label className="field">
      <span>{label}</span>
      <Input.TextArea
        autoFocus={autoFocus}
        value={value}
        maxLength={1000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
