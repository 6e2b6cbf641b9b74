import { DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { updateLink, type SchoolView } from '../../api/organization.js';
import { FormModal } from '../../ui/form-modal.js';
import { KindField } from './kind-field.js';
import { LinkPreviewWords } from './link-preview.js';
import { useAct } from './use-act.js';

interface Fields {
  kind: 'core' | 'member';
  from: Dayjs;
  until: Dayjs | null;
}

/** Core or member, and from when until when a school belongs to the group. */
export function LinkForm({
  school,
  linkId,
  onClose,
}: {
  school: SchoolView;
  linkId: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const link = school.links.find((l) => l.id === linkId);
  const save = useAct(
    ({ kind, from, until }: Fields) =>
      updateLink(linkId, {
        kind,
        from: from.toISOString(),
        until: until ? until.endOf('day').add(1, 'ms').toISOString() : null,
      }),
    onClose,
  );
  if (!link) return null;
  return (
    <FormModal
      title={school.name}
      okText={t('actions.save')}
      form={form}
      initialValues={{
        kind: link.kind,
        from: dayjs(link.from),
        until: link.until ? dayjs(link.until).subtract(1, 'ms') : null,
      }}
      saving={save.isPending}
      onFinish={save.mutate}
      onClose={onClose}
    >
      <KindField />
      <Form.Item name="from" label={t('org.from')} rules={[{ required: true, message: t('setup.needed') }]}>
        <DatePicker />
      </Form.Item>
      <Form.Item name="until" label={t('org.lastDay')} extra={t('org.untilHint')}>
        <DatePicker />
      </Form.Item>
      <h3>{t('leaving.preview')}</h3>
      <LinkPreviewWords schoolId={school.id} groupId={link.groupId} />
    </FormModal>
  );
}
