import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { createDepartment } from '../../api/organization.js';
import { FormModal } from '../../ui/form-modal.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useAct } from './use-act.js';

interface Fields {
  subject: string;
  name: string;
}

/** A new department; its name follows from the subject until somebody writes another. */
export function DepartmentForm({ schoolId, onClose }: { schoolId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const [form] = Form.useForm<Fields>();
  const save = useAct(
    ({ subject, name }: Fields) => createDepartment({ schoolId, subject, name: name.trim() }),
    onClose,
  );
  return (
    <FormModal
      title={t('org.addDepartment')}
      okText={t('actions.add')}
      form={form}
      saving={save.isPending}
      onFinish={save.mutate}
      onClose={onClose}
    >
      <Form.Item
        name="subject"
        label={t('facet.subject')}
        rules={[{ required: true, message: t('setup.needed') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={taxonomy.subjects()}
          onChange={(subject: string) => {
            if (!form.isFieldTouched('name'))
              form.setFieldValue(
                'name',
                t('org.departmentOf', { subject: taxonomy.name('subject', subject) }),
              );
          }}
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={t('org.name')}
        rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
      >
        <Input maxLength={60} />
      </Form.Item>
    </FormModal>
  );
}
