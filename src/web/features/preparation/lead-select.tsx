import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { findLeads } from '../../api/plans.js';
import { currentLocale } from '../../i18n/index.js';
import { useDebounced } from '../../ui/use-debounced.js';

interface Props {
  planId: string;
  value: string | null;
  /** the name of whoever is chosen, known before anybody is searched */
  name?: string | undefined;
  placeholder: string;
  onChange: (id: string | null) => void;
}

/** Somebody who can lead a lesson of the plan, found by name. */
export function LeadSelect({ planId, value, name, placeholder, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const typed = useDebounced(text.trim(), 250);
  const query = useQuery({
    queryKey: keys.leads(planId, typed),
    queryFn: () => findLeads(planId, typed),
    staleTime: 60_000,
  });
  const [known, setKnown] = useState(value !== null && name !== undefined ? { value, label: name } : null);
  const options = (query.data?.items ?? []).map((person) => ({
    value: person.id,
    label: person.school ? named(person.name, person.school.shortName) : person.name,
  }));
  const shown = known && !options.some((one) => one.value === known.value) ? [known, ...options] : options;
  return (
    <Select
      allowClear
      value={value}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={shown}
      loading={query.isFetching}
      placeholder={placeholder}
      aria-label={t('lesson.lead')}
      notFoundContent={query.isFetching ? null : t('lesson.nobodyFound')}
      onChange={(id: string | null | undefined) => {
        setKnown(shown.find((one) => one.value === id) ?? null);
        onChange(id ?? null);
      }}
    />
  );
}

const named = (name: string, school: string) =>
  currentLocale() === 'en' ? `${name} (${school})` : `${name}（${school}）`;
