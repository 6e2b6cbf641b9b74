import { DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { createSchool } from '../../api/organization.js';
import { FormModal } from '../../ui/form-modal.js';
import { KindField } from './kind-field.js';
import { useAct } from './use-act.js';

interface Fields {
  name: string;
  shortName?: string;
  kind: 'core' | 'member';
  from?: Dayjs;
}

export function SchoolForm({ groupId, onClose }: { groupId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const save = useAct(
    ({ name, shortName, kind, from }: Fields) =>
      createSchool({
        groupId,
        name: name.trim(),
        shortName: shortName?.trim() || undefined,
        kind,
        from: from?.startOf('day').toISOString(),
      }),
    onClose,
  );
  return (
    <FormModal
      title={t('org.addSchool')}
      okText={t('actions.add')}
      form={form}
      initialValues={{ kind: 'member' }}
      saving={save.isPending}
      onFinish={save.mutate}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('org.schoolName')}
        rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
      >
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name="shortName" label={t('org.shortName')} extra={t('org.shortNameHint')}>
        <Input maxLength={4} style={{ width: 120 }} />
      </Form.Item>
      <KindField />
      <Form.Item name="from" label={t('org.from')} extra={t('org.fromHint')}>
        <DatePicker />
      </Form.Item>
    </FormModal>
  );
}
