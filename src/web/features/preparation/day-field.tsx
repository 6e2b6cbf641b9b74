import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { Day } from './weeks.js';

interface Props {
  value: Day | null;
  label: string;
  onChange: (day: Day | null) => void;
  /** it can be left empty */
  empties?: boolean;
  disabled?: (day: Day) => boolean;
}

/** A day without a time, under its label. */
export function DayField({ value, label, onChange, empties = true, disabled }: Props) {
  return (
    <label className="field">
      <span>{label}</span>
      <DatePicker
        allowClear={empties}
        value={value === null ? null : dayjs(value)}
        disabledDate={disabled && ((day) => disabled(day.format('YYYY-MM-DD')))}
        aria-label={label}
        onChange={(day) => onChange(day?.format('YYYY-MM-DD') ?? null)}
      />
    </label>
  );
}
