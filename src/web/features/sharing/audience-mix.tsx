import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AudiencePart } from '../../api/sharing.js';
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
  return (
    <Select
      mode="multiple"
      showSearch={{ optionFilterProp: 'label', onSearch: setText }}
      value={chosen}
      options={[...known].map(([key, item]) => ({
        value: key,
        label: labelOf(item),
      }))}
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
