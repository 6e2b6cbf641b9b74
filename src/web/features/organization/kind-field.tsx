import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';

/** As what a school belongs to a group. */
export function KindField() {
  const { t } = useTranslation();
  return (
    <Form.Item name="kind" label={t('org.kind')}>
      <Radio.Group
        options={[
          { value: 'member', label: t('org.member') },
          { value: 'core', label: t('org.core') },
        ]}
      />
    </Form.Item>
  );
}
