import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { RETURN_REASONS, type ReturnReason } from '../../api/review.js';

interface Props {
  value: ReturnReason[];
  onChange: (reasons: ReturnReason[]) => void;
}

/** Why something is returned. */
export function ReasonsField({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      className="desk-reasons"
      value={value}
      aria-label={t('review.reasons')}
      options={RETURN_REASONS.map((reason) => ({ value: reason, label: t(`review.reason.${reason}`) }))}
      onChange={(chosen: ReturnReason[]) => onChange(chosen)}
    />
  );
}
