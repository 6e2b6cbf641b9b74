import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReviewRubric } from '../../api/review.js';
import { FormModal } from '../../ui/form-modal.js';

type Question = ReviewRubric['questions'][number];
interface Fields {
  zh: string;
  en?: string;
  hint?: string;
}

/** A question of the group's own. */
export function QuestionForm({
  onAdd,
  onClose,
}: {
  onAdd: (question: Question) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const add = ({ zh, en, hint = '' }: Fields) => {
    const said = hint.trim();
    onAdd({
      key: `own_${Date.now().toString(36)}`,
      title: { zh: zh.trim(), en: en?.trim() || zh.trim() },
      hint: { zh: said, en: said },
    });
  };
  return (
    <FormModal<Fields>
      title={t('rubric.policy.own')}
      okText={t('rubric.policy.addOwn')}
      form={form}
      saving={false}
      onFinish={add}
      onClose={onClose}
    >
      <Form.Item name="zh" label={t('rubric.policy.question')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={80} autoFocus />
      </Form.Item>
      <Form.Item name="en" label={t('rubric.policy.questionEn')}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="hint" label={t('rubric.policy.hint')}>
        <Input.TextArea maxLength={300} autoSize={{ minRows: 2, maxRows: 4 }} />
      </Form.Item>
    </FormModal>
  );
}
