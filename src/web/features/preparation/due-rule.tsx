import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DaysBefore } from './due.js';

const CHOICES: readonly DaysBefore[] = [null, 3, 7, 14];

/** When something is due, in relation to the week of each lesson. */
export function DueRule({
  label,
  value,
  onChange,
}: {
  label: string;
  value: DaysBefore;
  onChange: (before: DaysBefore) => void;
}) {
  const { t } = useTranslation();
  return (
    <label className="field">
      <span>{label}</span>
      <Select
        value={value ?? 0}
        aria-label={label}
        options={CHOICES.map((days) => ({
          value: days ?? 0,
          label: days === null ? t('plans.dueNone') : t('plans.dueBefore', { count: days }),
        }))}
        onChange={(days: number) => onChange(days === 0 ? null : days)}
      />
    </label>
  );
}
