import { Form, Modal, type FormInstance } from 'antd';
import { useId, type ReactNode } from 'react';

interface Props<Fields> {
  title: string;
  okText: string;
  form: FormInstance<Fields>;
  initialValues?: Partial<Fields>;
  saving: boolean;
  onFinish: (fields: Fields) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A window around one form. Its button lies outside the form and still belongs to it, so that Enter in a field submits. */
export function FormModal<Fields extends object>(props: Props<Fields>) {
  const { title, okText, form, initialValues, saving, onFinish, onClose, children } = props;
  const id = useId();
  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={{ htmlType: 'submit', form: id }}
      confirmLoading={saving}
      onCancel={onClose}
    >
      <Form<Fields>
        id={id}
        form={form}
        layout="vertical"
        initialValues={initialValues}
        onFinish={(fields) => onFinish(fields)}
      >
        {children}
      </Form>
    </Modal>
  );
}
