import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  onClose: () => void;
  onAdd: (url: string, title: string) => void;
}

/** A web address as a resource. */
export function LinkDialog({ onClose, onAdd }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ url: string; title: string }>();
  return (
    <Modal
      open
      title={t('upload.addLink')}
      okText={t('actions.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={({ url, title }) => onAdd(url.trim(), title.trim())}>
        <Form.Item
          name="url"
          label={t('field.link')}
          rules={[{ required: true, pattern: /^\s*https?:\/\/\S+\s*$/i, message: t('errors.link_invalid') }]}
        >
          <Input placeholder="https://" autoFocus maxLength={2000} inputMode="url" />
        </Form.Item>
        <Form.Item
          name="title"
          label={t('field.title')}
          rules={[{ required: true, whitespace: true, message: t('errors.title_required') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
