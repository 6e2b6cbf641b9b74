import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MarkRecord } from '../../api/marks.js';
import { FormModal } from '../../ui/form-modal.js';

interface Props {
  mark: MarkRecord;
  busy: boolean;
  onTake: (words: string) => void;
  onClose: () => void;
}

/** Why a mark is taken away: nothing happens without a reason, and its author reads it. */
export function TakeMarkForm({ mark, busy, onTake, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ words: string }>();
  const kind = t(`marks.kind.${mark.kind}`);
  return (
    <FormModal
      title={t('marks.take', { kind, name: mark.scope.name })}
      okText={t('marks.takeSend')}
      form={form}
      saving={busy}
      onFinish={({ words }) => onTake(words.trim())}
      onClose={onClose}
    >
      <Form.Item
        name="words"
        label={t('marks.reason')}
        extra={t('marks.reasonHint')}
        rules={[{ required: true, whitespace: true, message: t('marks.reasonMissing') }]}
      >
        <Input.TextArea autoFocus maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </FormModal>
  );
}
