import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
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
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useAct } from './use-act.js';

const PRESETS = ['self', 'department', 'school', 'group'] as const;
const FIRST: SharingDefault = {
  type: null,
  preset: 'group',
  previewOnly: false,
  licence: DEFAULT_LICENCE,
};

/** What a school proposes to whoever publishes: one line for all types, and one for each type that is set apart. */
export function SharingDefaultsPanel({ schoolId }: { schoolId: string }) {
  const query = useQuery({ queryKey: keys.defaults(schoolId), queryFn: () => readDefaults(schoolId) });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  if (query.isPending) return <div className="bone" style={{ height: 160 }} />;
  return <DefaultsForm schoolId={schoolId} saved={query.data.items} />;
}

function DefaultsForm({ schoolId, saved }: { schoolId: string; saved: SharingDefault[] }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const client = useQueryClient();
  const [items, setItems] = useState<SharingDefault[]>(
    saved.some((item) => item.type === null) ? saved : [FIRST, ...saved],
  );
  const save = useAct(async () => {
    client.setQueryData(keys.defaults(schoolId), await saveDefaults(schoolId, items));
  });
  const free = taxonomy.types.filter(({ value }) => !items.some((item) => item.type === value));
  const set = (at: number, change: Partial<SharingDefault>) =>
    setItems(items.map((item, i) => (i === at ? { ...item, ...change } : item)));
  return (
    <div className="defaults">
      <p className="muted">{t('defaults.lead')}</p>
      {saved.length === 0 && <p className="muted small">{t('defaults.none')}</p>}
      <ul className="defaults-list">
        {items.map((item, at) => (
          <DefaultLine
            key={item.type ?? ''}
            item={item}
            alone={items.length === 1}
            onChange={(change) => set(at, change)}
            onRemove={item.type === null ? null : () => setItems(items.filter((_, i) => i !== at))}
          />
        ))}
      </ul>
      <div className="defaults-tools">
        <Select
          className="defaults-add"
          value={null}
          disabled={free.length === 0}
          options={free}
          suffixIcon={<PlusOutlined aria-hidden />}
          placeholder={t('defaults.add')}
          aria-label={t('defaults.add')}
          onChange={(type: string | null) =>
            type !== null && setItems([...items, { ...(items[0] ?? FIRST), type }])
          }
        />
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate(undefined)}>
          {t('defaults.save')}
        </Button>
      </div>
    </div>
  );
}

function DefaultLine({
  item,
  alone,
  onChange,
  onRemove,
}: {
  item: SharingDefault;
  /** no type is set apart from it */
  alone: boolean;
  onChange: (change: Partial<SharingDefault>) => void;
  /** null for the line that stays */
  onRemove: (() => void) | null;
}) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const type =
    item.type === null
      ? t(alone ? 'defaults.everyType' : 'defaults.otherTypes')
      : taxonomy.name('type', item.type);
  const named = (what: string) => t('defaults.of', { type, what });
  return (
    <li className="defaults-line">
      <strong>{type}</strong>
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
      {onRemove && (
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('defaults.remove', { type })}
          onClick={onRemove}
        />
      )}
    </li>
  );
}
