import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import {
  DEFAULT_LICENCE,
  LICENCE_KEYS,
  readDefaults,
  saveDefaults,
  type SharingDefault,
} from '../../api/sharing.js';
import { ErrorState } from '../../ui/states.js';
import { TypeLines } from './type-lines.js';

const PRESETS = ['self', 'department', 'school', 'group'] as const;
const FIRST: SharingDefault = {
  type: null,
  preset: 'group',
  previewOnly: false,
  licence: DEFAULT_LICENCE,
};

/** What a school proposes to whoever publishes: one line for all types, and one for each type that is set apart. */
export function SharingDefaultsPanel({ schoolId }: { schoolId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.defaults(schoolId), queryFn: () => readDefaults(schoolId) });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  if (query.isPending) return <div className="bone" style={{ height: 160 }} />;
  return (
    <div className="defaults">
      <p className="muted">{t('defaults.lead')}</p>
      {query.data.items.length === 0 && <p className="muted small">{t('defaults.none')}</p>}
      <TypeLines
        words="defaults"
        saved={query.data.items}
        first={FIRST}
        fields={(item, name, change) => <DefaultFields item={item} of={name} onChange={change} />}
        onSave={async (items) => {
          client.setQueryData(keys.defaults(schoolId), await saveDefaults(schoolId, items));
        }}
      />
    </div>
  );
}

function DefaultFields({
  item,
  of,
  onChange,
}: {
  item: SharingDefault;
  of: string;
  onChange: (change: Partial<SharingDefault>) => void;
}) {
  const { t } = useTranslation();
  const named = (what: string) => t('defaults.of', { type: of, what });
  return (
    <>
      <Select
        value={item.preset}
        options={PRESETS.map((preset) => ({ value: preset, label: t(`audience.${preset}`) }))}
        aria-label={named(t('defaults.preset'))}
        onChange={(preset) => onChange({ preset })}
      />
      <Select
        value={item.licence}
        options={LICENCE_KEYS.map((key) => ({ value: key, label: t(`licence.${key}`) }))}
        aria-label={named(t('defaults.licence'))}
        onChange={(licence) => onChange({ licence })}
      />
      <Checkbox
        checked={item.previewOnly}
        aria-label={named(t('defaults.previewOnly'))}
        onChange={(event) => onChange({ previewOnly: event.target.checked })}
      >
        {t('defaults.previewOnly')}
      </Checkbox>
    </>
  );
}
