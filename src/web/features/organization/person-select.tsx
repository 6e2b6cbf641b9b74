import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { keys } from '../../api/keys.js';
import { readPeople, type PersonView } from '../../api/organization.js';
import { useDebounced } from '../../ui/use-debounced.js';

interface Props {
  /** among whom: everybody whom the asker administers unless a school is named */
  among?: { schoolId?: string };
  /** who of those that were found can be chosen */
  isFit: (person: PersonView) => boolean;
  describe?: (person: PersonView) => string;
  placeholder: string;
  'aria-label'?: string;
  id?: string;
  value?: string | null;
  onChange?: (id: string | null) => void;
}

interface Choice {
  value: string;
  label: string;
  /** what is compared with the typed text */
  words: string;
}

/** Somebody found by name or login name. Whoever was chosen stays shown, whatever is typed next. */
export function PersonSelect({ among = {}, isFit, describe, value, onChange, ...field }: Props) {
  const [text, setText] = useState('');
  const typed = useDebounced(text.trim(), 250);
  const [known, setKnown] = useState<Choice | null>(null);
  const query = useQuery({
    queryKey: keys.people({ ...among, text: typed, choosing: true }),
    queryFn: () => readPeople({ ...among, ...(typed ? { text: typed } : {}) }),
  });
  const options = (query.data?.items ?? []).filter(isFit).map((person): Choice => ({
    value: person.id,
    label: describe?.(person) ?? person.name,
    words: `${person.name} ${person.loginName}`,
  }));
  const shown = known && !options.some((o) => o.value === known.value) ? [known, ...options] : options;
  return (
    <Select
      {...field}
      allowClear
      // Here, too: until the answer is there, Enter would take the first of those found before.
      showSearch={{ optionFilterProp: 'words', onSearch: setText }}
      value={value ?? null}
      options={shown}
      loading={query.isFetching}
      onChange={(id: string | null | undefined) => {
        setKnown(shown.find((option) => option.value === id) ?? null);
        onChange?.(id ?? null);
      }}
    />
  );
}
