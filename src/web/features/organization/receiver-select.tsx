import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readPeople, type PersonView } from '../../api/organization.js';
import { useDebounced } from '../../ui/use-debounced.js';

/** Somebody of a school who takes something over: found by name, never the person who leaves or whoever asks. */
export function ReceiverSelect({
  schoolId,
  without,
  value,
  label,
  onChange,
}: {
  schoolId: string;
  without: readonly string[];
  value: string | null;
  label: string;
  onChange: (id: string | null) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const typed = useDebounced(text.trim(), 250);
  const [known, setKnown] = useState<{ value: string; label: string } | null>(null);
  const query = useQuery({
    queryKey: keys.people({ schoolId, text: typed, receivers: true }),
    queryFn: () => readPeople({ schoolId, ...(typed ? { text: typed } : {}) }),
  });
  const options = (query.data?.items ?? [])
    .filter((person) => isPresent(person, schoolId) && !without.includes(person.id))
    .map(({ id, name }) => ({ value: id, label: name }));
  const shown = known && !options.some((o) => o.value === known.value) ? [known, ...options] : options;
  return (
    <Select
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value}
      options={shown}
      loading={query.isFetching}
      placeholder={t('handOver.toHint')}
      aria-label={label}
      onChange={(id: string | null | undefined) => {
        setKnown(shown.find((option) => option.value === id) ?? null);
        onChange(id ?? null);
      }}
    />
  );
}

function isPresent(person: PersonView, schoolId: string): boolean {
  const now = new Date().toISOString();
  return (
    person.active &&
    person.memberships.some(
      (m) => m.schoolId === schoolId && m.from <= now && (m.until === null || m.until > now),
    )
  );
}
