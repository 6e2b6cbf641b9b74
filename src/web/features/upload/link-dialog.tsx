import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormModal } from '../../ui/form-modal.js';

interface Props {
  onClose: () => void;
  onAdd: (url: string, title: string) => void;
}

/** `www.example.cn/a` is what people type: it is meant as `https://www.example.cn/a`. */
function withScheme(typed: string): string {
  const url = typed.trim();
  return /^[a-z][a-z0-9+.-]*:/i.test(url) && !/^[^/:]+:\d/.test(url) ? url : `https://${url}`;
}

/** A web address as a resource. */
export function LinkDialog({ onClose, onAdd }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ url: string; title: string }>();
  return (
    <FormModal
      title={t('upload.addLink')}
      okText={t('actions.add')}
      form={form}
      saving={false}
      onFinish={({ url, title }) => onAdd(withScheme(url), title.trim())}
      onClose={onClose}
    >
      <Form.Item
        name="url"
        label={t('field.link')}
        rules={[
          { required: true, message: t('errors.link_invalid') },
          {
            validator: (_, url: string | undefined) =>
              !url || URL.canParse(withScheme(url))
                ? Promise.resolve()
                : Promise.reject(new Error(t('errors.link_invalid'))),
          },
        ]}
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
    </FormModal>
  );
}
