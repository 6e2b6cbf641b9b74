import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { MOST_PARTS } from '../../../contracts/constants.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';

interface Props {
  /** keys of types of resources */
  value: string[];
  onChange: (parts: string[]) => void;
  placeholder?: string;
  /** as many as fit in one line, and a number for the rest */
  oneLine?: boolean;
}

/** Which types of resources a lesson is to have. */
export function PartsSelect({ value, onChange, placeholder, oneLine = false }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  return (
    <Select
      mode="multiple"
      value={value}
      maxCount={MOST_PARTS}
      {...(oneLine ? { maxTagCount: 'responsive' } : {})}
      options={taxonomy.types}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={placeholder}
      aria-label={t('coverage.parts')}
      onChange={onChange}
    />
  );
}
