import { Checkbox, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AudienceInput } from '../../api/resources.js';
import type { Shown } from '../../api/sharing.js';
import { AudienceCount } from '../sharing/audience-count.js';
import { AudienceMix } from '../sharing/audience-mix.js';
import { tidy } from './audience-rules.js';
import { useAudienceChoices } from './use-audience-choices.js';
import './audience-field.css';

interface Props {
  value: AudienceInput;
  onChange: (audience: AudienceInput) => void;
  schoolId: string | null;
  /** whether there is something to download */
  downloads?: boolean;
  /** what it is chosen for, where review may stand before it */
  shown?: Shown | undefined;
}

/** 本人 · 教研组 · 本校 · 指定学校 · 集团, with names where a preset needs them. */
export function AudienceField({ value, onChange, schoolId, downloads = true, shown }: Props) {
  const { t } = useTranslation();
  const { departments, groups, schools, myDepartments } = useAudienceChoices(schoolId);
  const set = (part: Partial<AudienceInput>) => onChange(tidy({ ...value, ...part }));
  const named = (list: { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));

  const choose = (preset: AudienceInput['preset']) =>
    set({
      preset,
      departmentIds: value.departmentIds ?? myDepartments.slice(0, 1).map((d) => d.id),
      groupIds: value.groupIds ?? groups.slice(0, 1).map((g) => g.id),
    });
  const presets: AudienceInput['preset'][] = [
    'self',
    ...(departments.length > 0 ? (['department'] as const) : []),
    ...(schoolId ? (['school'] as const) : []),
    ...(schools.length > 0 ? (['schools'] as const) : []),
    ...(groups.length > 0 ? (['group'] as const) : []),
    ...(schoolId ? (['custom'] as const) : []),
  ];
  return (
    <div className="audience-field">
      <Radio.Group
        value={value.preset}
        onChange={(event) => choose(event.target.value as AudienceInput['preset'])}
        aria-label={t('resource.audience')}
        vertical
      >
        {presets.map((preset) => (
          <Radio key={preset} value={preset}>
            {t(`audience.${preset}`)}
            <span className="muted small"> {t(`audienceHint.${preset}`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      {value.preset === 'department' && (
        <Select
          mode="multiple"
          value={value.departmentIds ?? []}
          options={named(departments)}
          onChange={(departmentIds) => set({ departmentIds })}
          placeholder={t('audienceHint.chooseDepartments')}
          aria-label={t('audience.department')}
          optionFilterProp="label"
        />
      )}
      {value.preset === 'schools' && (
        <Select
          mode="multiple"
          value={value.schoolIds ?? []}
          options={named(schools)}
          onChange={(schoolIds) => set({ schoolIds })}
          placeholder={t('audienceHint.chooseSchools')}
          aria-label={t('audience.schools')}
          optionFilterProp="label"
        />
      )}
      {value.preset === 'group' && groups.length > 1 && (
        <Select
          mode="multiple"
          value={value.groupIds ?? []}
          options={named(groups)}
          onChange={(groupIds) => set({ groupIds })}
          placeholder={t('audienceHint.chooseGroups')}
          aria-label={t('audience.group')}
        />
      )}
      {value.preset === 'custom' && schoolId && (
        <AudienceMix schoolId={schoolId} value={value.parts ?? []} onChange={(parts) => set({ parts })} />
      )}
      {schoolId && <AudienceCount schoolId={schoolId} audience={value} shown={shown} />}
      {downloads && value.preset !== 'self' && (
        <Checkbox
          checked={value.previewOnly}
          onChange={(event) => set({ previewOnly: event.target.checked })}
        >
          {t('audienceHint.previewOnly')}
        </Checkbox>
      )}
    </div>
  );
}
