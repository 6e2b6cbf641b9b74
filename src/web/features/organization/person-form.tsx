import { App, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createPerson } from '../../api/organization.js';
import { FormModal } from '../../ui/form-modal.js';
import { InitialPassword, makePassword, PasswordToTell } from './initial-password.js';
import {
  MembershipFields,
  membershipOf,
  useMembershipChoices,
  type MembershipFieldValues,
} from './membership-fields.js';
import type { Parts, Place } from './roles.js';
import { useAct } from './use-act.js';

interface Fields extends MembershipFieldValues {
  name: string;
  loginName: string;
  initialPassword: string;
}

/** A new account with its first membership; what its owner is to be told is shown once more at the end. */
export function PersonForm({ place, parts, onClose }: { place: Place; parts: Parts; onClose: () => void }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [proposed] = useState(makePassword);
  const { initial, ...choices } = useMembershipChoices(place, parts);
  const save = useAct(
    (fields: Fields) =>
      createPerson({
        name: fields.name.trim(),
        loginName: fields.loginName.trim(),
        initialPassword: fields.initialPassword,
        memberships: [membershipOf(fields, choices.scopes)],
      }),
    () => {
      const { name, loginName, initialPassword } = form.getFieldsValue();
      modal.success({
        title: t('org.personAdded', { name: name.trim() }),
        content: <PasswordToTell loginName={loginName.trim()} password={initialPassword} />,
      });
      onClose();
    },
    true,
  );
  return (
    <FormModal
      title={t('org.addPerson')}
      okText={t('actions.add')}
      form={form}
      initialValues={{ ...initial, initialPassword: proposed }}
      saving={save.isPending}
      onFinish={save.mutate}
      onClose={onClose}
    >
      <div className="org-pair">
        <Form.Item
          name="name"
          label={t('org.personName')}
          rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
        >
          <Input maxLength={50} autoFocus autoComplete="off" />
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
          { required: true, message: t('org.needInitialPassword') },
          { min: 8, message: t('auth.passwordShort') },
        ]}
      >
        <InitialPassword />
      </Form.Item>
      <MembershipFields {...choices} />
    </FormModal>
  );
}
