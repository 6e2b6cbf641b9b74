import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NewItem } from '../../api/collections.js';

interface FindFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  loading?: boolean;
  autoFocus?: boolean;
}

/** Where words are typed that things to collect are found by. */
export function FindField({ label, onChange, ...rest }: FindFieldProps) {
  return (
    <Input.Search
      allowClear
      placeholder={label}
      aria-label={label}
      onChange={(event) => onChange(event.target.value)}
      {...rest}
    />
  );
}

export interface LinkWords {
  url: string;
  title: string;
}
export const NO_LINK: LinkWords = { url: '', title: '' };

/** The item that a typed address and name make; null while something is missing. */
export function linkItem(words: LinkWords): NewItem | null {
  const [url, title] = [words.url.trim(), words.title.trim()];
  return /^https?:\/\/./.test(url) && title !== '' ? { kind: 'link', url, title } : null;
}

/** Address and name of a web page. */
export function LinkFields({ value, onChange }: { value: LinkWords; onChange: (words: LinkWords) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <label className="field">
        <span>{t('curate.linkUrl')}</span>
        <Input
          value={value.url}
          inputMode="url"
          placeholder="https://"
          onChange={(event) => onChange({ ...value, url: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{t('curate.linkTitle')}</span>
        <Input
          value={value.title}
          maxLength={200}
          onChange={(event) => onChange({ ...value, title: event.target.value })}
        />
      </label>
    </>
  );
}
