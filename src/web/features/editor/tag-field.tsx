import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { suggestTags } from '../../api/resources.js';
import { useDebounced } from '../../ui/use-debounced.js';

interface Props {
  value: string[];
  onChange: (tags: string[]) => void;
  subject: string | null;
}

/** Free words, with those in use offered first so that one thing keeps one name. */
export function TagField({ value, onChange, subject }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const typed = useDebounced(text.trim().slice(0, 30), 200);
  const { data } = useQuery({
    queryKey: ['tags', typed, subject],
    queryFn: () => suggestTags(typed, subject ?? undefined),
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      mode="tags"
      value={value}
      maxCount={20}
      tokenSeparators={[',', '，', ';', '；', '、']}
      showSearch={{ onSearch: setText, filterOption: false }}
      options={(data?.items ?? []).map(({ tag, uses }) => ({ value: tag, label: `${tag} · ${uses}` }))}
      optionLabelProp="value"
      placeholder={t('field.tagsHint')}
      aria-label={t('field.tags')}
      onChange={(tags: string[]) => {
        setText('');
        onChange([...new Set(tags.map((tag) => tag.trim().slice(0, 30)).filter(Boolean))]);
      }}
    />
  );
}
