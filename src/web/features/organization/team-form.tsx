import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { createTeam, type DepartmentView } from '../../api/organization.js';
import { FormModal } from '../../ui/form-modal.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useAct } from './use-act.js';

interface Fields {
  grade: string;
  name: string;
}

/** A new grade team of a department; its name follows from the grade until somebody writes another. */
export function TeamForm({ department, onClose }: { department: DepartmentView; onClose: () => void }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const [form] = Form.useForm<Fields>();
  const save = useAct(
    ({ grade, name }: Fields) => createTeam({ departmentId: department.id, grade, name: name.trim() }),
    onClose,
  );
  const needed = { required: true, whitespace: true, message: t('setup.needed') };
  return (
    <FormModal
      title={t('org.addTeamTo', { name: department.name })}
      okText={t('actions.add')}
      form={form}
      saving={save.isPending}
      onFinish={save.mutate}
      onClose={onClose}
    >
      <Form.Item name="grade" label={t('facet.grade')} rules={[needed]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={taxonomy.grades()}
          onChange={(grade: string) => {
            if (!form.isFieldTouched('name'))
              form.setFieldValue('name', t('org.teamOf', { grade: taxonomy.name('grade', grade) }));
          }}
        />
      </Form.Item>
      <Form.Item name="name" label={t('org.name')} rules={[needed]}>
        <Input maxLength={60} />
      </Form.Item>
    </FormModal>
  );
}
