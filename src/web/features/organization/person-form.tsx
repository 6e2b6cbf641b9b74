import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { createPerson } from '../../api/organization.js';
import { InitialPassword } from './initial-password.js';
import {
  MembershipFields,
  membershipOf,
  useScopes,
  type MembershipFieldValues,
} from './membership-fields.js';
import type { Parts, Place } from './roles.js';
import { useAct } from './use-act.js';
import { useOffice } from './use-office.js';

interface Fields extends MembershipFieldValues {
  name: string;
  loginName: string;
  initialPassword: string;
}

/** A new account with its first membership. */
export function PersonForm({ place, parts, onClose }: { place: Place; parts: Parts; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const office = useOffice(place);
  const scopes = useScopes(place, parts, office);
  const save = useAct(
    (fields: Fields) =>
      createPerson({
        name: fields.name.trim(),
        loginName: fields.loginName.trim(),
        initialPassword: fields.initialPassword,
        memberships: [membershipOf(fields, scopes)],
      }),
    onClose,
  );
  const first = scopes[0];
  return (
    <Modal
      open
      title={t('org.addPerson')}
      okText={t('actions.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        autoComplete="off"
        initialValues={{ where: first?.value, role: office.rolesIn(first?.scope ?? 'school')[0] }}
        onFinish={(fields) => save.mutate(fields)}
      >
        <div className="org-pair">
          <Form.Item
            name="name"
            label={t('org.personName')}
            rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
          >
            <Input maxLength={50} autoFocus />
          </Form.Item>
          <Form.Item
            name="loginName"
            label={t('auth.loginName')}
            rules={[
              {
                required: true,
                pattern: /^\s*[\p{L}\p{N}._@-]{2,64}\s*$/u,
                message: t('setup.loginNameHint'),
              },
            ]}
          >
            <Input maxLength={64} autoCapitalize="off" spellCheck={false} autoComplete="off" />
          </Form.Item>
        </div>
        <Form.Item
          name="initialPassword"
          label={t('org.initialPassword')}
          extra={t('org.initialPasswordHint')}
          rules={[
            { required: true, message: t('auth.needPassword') },
            { min: 8, message: t('auth.passwordShort') },
          ]}
        >
          <InitialPassword />
        </Form.Item>
        <MembershipFields scopes={scopes} rolesIn={office.rolesIn} />
      </Form>
    </Modal>
  );
}
