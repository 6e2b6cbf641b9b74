import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { previewAudience, type AudiencePart } from '../../api/sharing.js';
import { keyOf, labelOf, partOf } from './addressee-options.js';
import { useAddressees } from './use-addressees.js';

interface Props {
  schoolId: string;
  value: readonly AudiencePart[];
  onChange: (parts: AudiencePart[]) => void;
}

/** Any mix of groups, schools, departments, teams and people. */
export function AudienceMix({ schoolId, value, onChange }: Props) {
  const { t } = useTranslation();
  const { known, remember, setText, loading } = useAddressees(schoolId);
  const chosen = value.map(keyOf);
  // People who were chosen before are not found until somebody types their name: the count names them.
  const asked = { preset: 'custom' as const, parts: [...value], previewOnly: false };
  const named = useQuery({
    queryKey: keys.audience(schoolId, asked),
    queryFn: () => previewAudience(schoolId, asked),
    enabled: !loading && chosen.some((key) => !known.has(key)),
    staleTime: 60_000,
  });
  const options = new Map([
    ...(named.data?.parts ?? []).map((part) => [keyOf(part), part] as const),
    ...known,
  ]);
  return (
    <Select
      mode="multiple"
      showSearch={{ optionFilterProp: 'label', onSearch: setText }}
      value={chosen}
      options={[
        ...[...options].map(([key, item]) => ({ value: key, label: labelOf(item) })),
        // one that cannot be named, or not yet, is never shown by its id
        ...chosen.filter((key) => !options.has(key)).map((key) => ({ value: key, label: '…' })),
      ]}
      onChange={(next: string[]) => {
        remember(next);
        onChange(next.map(partOf));
      }}
      loading={loading}
      placeholder={t('share.mixHint')}
      aria-label={t('share.choose')}
    />
  );
}
