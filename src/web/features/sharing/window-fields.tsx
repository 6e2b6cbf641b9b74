import { DatePicker, Radio } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';

export interface WindowValue {
  visibleFrom: string | null;
  visibleUntil: string | null;
}

/** When the audience sees it: at once and for good, or within a time, to the second. */
export function WindowFields({
  value,
  onChange,
}: {
  value: WindowValue;
  onChange: (value: WindowValue) => void;
}) {
  const { t } = useTranslation();
  const open = value.visibleFrom === null && value.visibleUntil === null;
  const bound = (name: keyof WindowValue, label: string) => (
    <label className="row small">
      {label}
      <DatePicker
        showTime={{ defaultOpenValue: dayjs().startOf('day').hour(8) }}
        value={value[name] === null ? null : dayjs(value[name])}
        onChange={(at) =>
          onChange({ ...value, [name]: at === null ? null : at.millisecond(0).toISOString() })
        }
      />
    </label>
  );
  return (
    <fieldset className="share-window">
      <legend>{t('share.window')}</legend>
      <Radio.Group
        value={open ? 'always' : 'between'}
        aria-label={t('share.window')}
        onChange={(event) =>
          onChange(
            event.target.value === 'always'
              ? { visibleFrom: null, visibleUntil: null }
              : { ...value, visibleFrom: dayjs().add(1, 'day').startOf('day').hour(8).toISOString() },
          )
        }
        vertical
      >
        <Radio value="always">{t('share.always')}</Radio>
        <Radio value="between">{t('share.between')}</Radio>
      </Radio.Group>
      {!open && (
        <>
          <div className="row-wrap">
            {bound('visibleFrom', t('share.from'))}
            {bound('visibleUntil', t('share.until'))}
          </div>
          <p className="muted small">{t('share.windowHint')}</p>
        </>
      )}
    </fieldset>
  );
}
